import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
}

/** A program that ended with another code than 0. The message ends with the last lines it printed. */
class ProgramFailed extends Error {}

/**
 * Runs a program to its end without a terminal and returns what it printed on standard output.
 *
 * @throws ProgramFailed when it cannot be started, fails, or takes longer than its limit
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env = process.env, timeoutMs }: RunOptions,
): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`),
    );
  });
  const [stdout, stderr, fault] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (fault === undefined) return stdout;
  const tail = `${lastLines(stdout)}\n${lastLines(stderr)}`.trim();
  throw new ProgramFailed(`${command} ${fault}${tail === '' ? '' : `:\n${tail}`}`);
}

function lastLines(printed: string): string {
  return printed.trim().split('\n').slice(-15).join('\n');
}
