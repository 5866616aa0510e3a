/**
 * What `node_modules` lacks compared with the lockfile, by content and not by file times: a fresh clone, a
 * touched lockfile and a restored cache all have misleading times.
 *
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Names the first packages that differ, at most `limit` of them. An empty list means nothing to install.
 *
 * @param {Lockfile} wanted the parsed `package-lock.json`
 * @param {Lockfile} installed the parsed `node_modules/.package-lock.json`, which npm writes after an installation
 * @param {number} [limit]
 * @returns {string[]}
 */
export function findLockDrift(wanted, installed, limit = 3) {
  const present = installed.packages ?? {};
  const drift = [];
  for (const [path, entry] of Object.entries(wanted.packages ?? {})) {
    if (!path.includes('node_modules/')) continue;
    const found = present[path];
    // Packages for other platforms stay out of the installation on purpose.
    const mayBeAbsent = entry.optional === true || entry.devOptional === true;
    if (found === undefined ? mayBeAbsent : found.version === entry.version) continue;
    drift.push(`${path.replace(/^.*node_modules\//, '')} ${entry.version ?? ''}`.trim());
    if (drift.length >= limit) break;
  }
  return drift;
}
