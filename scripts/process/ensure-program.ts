import type { Environment } from '../launcher/settings.ts';
import { findOnPath } from './find-on-path.ts';
import { runProgram } from './run-program.ts';

/** A program that the browser tests need and npm does not bring. */
export interface NeededProgram {
  readonly title: string;
  /** Its names on the PATH, best first. */
  readonly names: readonly string[];
  /** The variable that names its file instead. */
  readonly variable: string;
  /** What Debian brings it in. */
  readonly packages: readonly string[];
  /** How a person installs it. */
  readonly advice: string;
}

const APT_LIMIT_MS = 10 * 60_000;

/** The file named by its variable, else the first of its names on the PATH. Undefined when there is none. */
export async function findProgram(needed: NeededProgram, env: Environment): Promise<string | undefined> {
  return env[needed.variable] || (await findOnPath(needed.names, env.PATH));
}

/**
 * Finds a program, or installs Debian's package when this is root on a Debian machine.
 *
 * @throws Error with the command to type
 */
export async function ensureProgram(
  needed: NeededProgram,
  env: Environment,
  say: (line: string) => void,
): Promise<string> {
  const found = await findProgram(needed, env);
  if (found !== undefined) return found;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || (await findOnPath(['apt-get'], env.PATH)) === undefined) throw new Error(needed.advice);
  say(`no ${needed.title} on this machine: installing the Debian package ${needed.packages[0]}`);
  const limits = { timeoutMs: APT_LIMIT_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await runProgram('apt-get', ['update', '-qq'], limits);
  await runProgram(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...needed.packages],
    limits,
  );
  const installed = await findProgram(needed, env);
  if (installed === undefined) throw new Error(needed.advice);
  return installed;
}
