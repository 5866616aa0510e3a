import { findOnPath } from '../process/find-on-path.ts';
import { runProgram } from '../process/run-program.ts';

/** A Redis or Valkey server that can be started on this machine. */
export interface RedisProgram {
  readonly command: string;
  /** Variables to add to the environment, such as where its libraries are. */
  readonly env: Readonly<Record<string, string>>;
  /** For instance `7.0.15`. */
  readonly version: string;
}

const VERSION_LIMIT_MS = 5_000;

/** Runs `--version`: proof that the program and its libraries fit this machine, not only that a file exists. */
export async function identifyRedisProgram(
  command: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RedisProgram> {
  const printed = await runProgram(command, ['--version'], {
    env: { ...process.env, ...env },
    timeoutMs: VERSION_LIMIT_MS,
  });
  const version = /\bv=(\S+)/.exec(printed)?.[1];
  if (version === undefined)
    throw new Error(`${command} --version printed no version: ${printed.slice(0, 200)}`);
  return { command, env, version };
}

/** `redis-server` or `valkey-server` on the PATH, or undefined. */
export async function findRedisOnPath(path?: string): Promise<RedisProgram | undefined> {
  const command = await findOnPath(['redis-server', 'valkey-server'], path);
  return command === undefined ? undefined : await identifyRedisProgram(command);
}
