import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** A file of an installed package, and what it must contain. */
export interface PinnedFile {
  package: string;
  /** Inside the package's folder. */
  path: string;
  /** SHA-256 in hex of the version that the figures and tests of this folder were made with. */
  sha256: string;
}

/**
 * Reads a pinned file. An unexpected model would still produce speech or text, only worse. So a difference is an error
 * here, never a surprise in a call.
 *
 * @throws Error when the file is missing or is not the pinned one. The message says which and what to do.
 */
export function readVerifiedFile(file: PinnedFile): { path: string; bytes: Buffer<ArrayBuffer> } {
  const path = join(packageFolder(file.package), file.path);
  const bytes = readFileSync(path);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== file.sha256) {
    throw new Error(
      `${file.package}/${file.path} is not the pinned file (SHA-256 ${found}, expected ${file.sha256}); run npm ci again`,
    );
  }
  return { path, bytes };
}

function packageFolder(name: string): string {
  try {
    // Found by its package.json, because a package's `exports` may hide its data files.
    const manifest = findPackageJSON(name, import.meta.url);
    if (manifest !== undefined) return dirname(manifest);
  } catch (cause) {
    throw new Error(`${name} is not installed; run npm ci`, { cause });
  }
  throw new Error(`${name} is not installed; run npm ci`);
}
