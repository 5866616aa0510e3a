import type { Environment } from '../launcher/settings.ts';
import { findOnPath } from './find-on-path.ts';
import { runProgram } from './run-program.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APT_LIMIT_MS = 10 * 60_000;
const NO_CHROMIUM = `No Chromium found for the browser tests. Install one and try again:
  Debian, Ubuntu   sudo apt-get install chromium
  Fedora           sudo dnf install chromium
  elsewhere        set CHROMIUM_PATH to the program file of a Chromium or Chrome`;

/** `CHROMIUM_PATH`, else a Chromium or Chrome on the PATH. Undefined when there is none. */
export async function findChromium({ CHROMIUM_PATH, PATH }: Environment): Promise<string | undefined> {
  return CHROMIUM_PATH || (await findOnPath(NAMES, PATH));
}

/**
 * Finds Chromium, or installs Debian's when this is root on a Debian machine.
 *
 * @throws Error with the command to type
 */
export async function ensureChromium(env: Environment, say: (line: string) => void): Promise<string> {
  const found = await findChromium(env);
  if (found !== undefined) return found;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || (await findOnPath(['apt-get'], env.PATH)) === undefined) throw new Error(NO_CHROMIUM);
  say('no Chromium on this machine: installing the Debian package chromium');
  const limits = { timeoutMs: APT_LIMIT_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await runProgram('apt-get', ['update', '-qq'], limits);
  await runProgram(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
    limits,
  );
  const installed = await findChromium(env);
  if (installed === undefined) throw new Error(NO_CHROMIUM);
  return installed;
}
