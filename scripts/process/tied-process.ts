import { type ChildProcess, spawn } from 'node:child_process';

/** What to run, and how long it may take to stop. */
export interface ProcessSpec {
  /** Names it in logs and progress lines. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the process. Nothing is inherited beside it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From SIGTERM to SIGKILL. */
  readonly graceMs: number;
}

/**
 * A shell that becomes the program (`exec`, so the pid stays) after leaving a watcher behind. The watcher reads a pipe
 * whose other end only the launcher holds. When the launcher is gone, for whatever reason, the pipe ends, and the
 * watcher stops the program and then its whole group. No other process can reuse `$$` meanwhile, because it is the
 * watcher's own process group. In a container the first process may be slow to reap the dead, so a zombie counts as
 * gone where /proc tells.
 */
const TIE = `exec 3<&0
{ cat <&3; kill -s TERM $$; left="$0"
  while kill -s 0 $$ && ! grep -q '^State:.Z' /proc/$$/status && [ "$left" -gt 0 ]; do
    sleep 1; left=$((left - 1))
  done
  kill -s KILL -- -$$
} >/dev/null 2>&1 &
exec 3<&- </dev/null
exec "$@"`;

/**
 * Starts a process that cannot outlive this one, even when this one is killed outright. It leads its own process
 * group, so that Ctrl-C reaches only the launcher, which decides the order. Standard output and error are pipes. Needs
 * a POSIX shell.
 */
export function spawnTied(spec: ProcessSpec): ChildProcess {
  const graceSeconds = String(Math.ceil(spec.graceMs / 1000));
  return spawn('/bin/sh', ['-c', TIE, graceSeconds, spec.command, ...spec.args], {
    cwd: spec.cwd,
    env: { ...spec.env },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Sends a signal to the group that `spawnTied` started. False when nothing of it is left. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
