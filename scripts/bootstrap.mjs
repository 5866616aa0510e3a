/**
 * Runs before `npm start` and `npm test`: installs the npm packages when they are missing or differ from the lockfile,
 * and does nothing otherwise. It uses only Node's own modules, because it runs before anything is installed, on
 * whatever Node.js the machine has (20 or newer). The project itself then runs on the Node.js that the package `node`
 * brings.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findLockDrift } from './lock-drift.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const INSTALL_LIMIT_MS = 15 * 60_000;

/** @param {string} text */
const say = (text) => process.stdout.write(`ringback: ${text}\n`);

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** @returns {string | undefined} why an installation is needed */
function findReason() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return 'node_modules is missing or incomplete';
  const drift = findLockDrift(readJson(join(root, 'package-lock.json')), readJson(installed));
  return drift.length === 0
    ? undefined
    : `node_modules differs from package-lock.json (${drift.join(', ')}, …)`;
}

/** The machine's own npm and node, because the ones under node_modules are about to be deleted. */
function pathWithoutNodeModules() {
  const entries = (process.env.PATH ?? '').split(delimiter);
  return entries.filter((entry) => !entry.includes(`node_modules${sep}.bin`)).join(delimiter);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  say(`Node.js ${process.versions.node} is too old. Install Node.js 20.20 or newer and try again.`);
  process.exit(1);
}

const reason = findReason();
if (reason !== undefined) {
  say(`${reason}: running "npm ci" (one to two minutes)`);
  const startedAt = Date.now();
  // NODE_ENV=production would leave out the tools that start and test the project.
  const { status, error } = spawnSync(
    'npm',
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: INSTALL_LIMIT_MS,
      env: { ...process.env, PATH: pathWithoutNodeModules() },
    },
  );
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  if (status !== 0) {
    say(`"npm ci" failed after ${seconds} s${error ? ` (${error.message})` : ''}; its own words are above.`);
    process.exit(1);
  }
  say(`packages installed in ${seconds} s`);
}
