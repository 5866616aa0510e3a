import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { nextRestartDelay, type RestartPolicy } from './restart-policy.ts';
import { type ProcessSpec, signalGroup, spawnTied } from './tied-process.ts';

export interface SupervisionOptions {
  readonly restarts: RestartPolicy;
  /** One line of standard output or error, without its line break. */
  readonly onLine: (line: string) => void;
  /** It died by itself and is about to be restarted. */
  readonly onRestart?: (reason: string, delayMs: number) => void;
  /** It died by itself too often. Not called for a death that was requested. */
  readonly onGaveUp: (reason: string) => void;
}

export interface SupervisedProcess {
  readonly name: string;
  /** Sends SIGTERM, and SIGKILL to the whole group after the grace. Resolves when it is gone. Safe to call again. */
  stop(): Promise<void>;
  /** Sends SIGKILL to the whole group now. */
  kill(): void;
}

/** Starts a process and keeps it running within the bounds of its restart policy. */
export function superviseProcess(spec: ProcessSpec, options: SupervisionOptions): SupervisedProcess {
  const diedAt: number[] = [];
  let child: ChildProcess | undefined;
  let restartTimer: NodeJS.Timeout | undefined;
  let stopping: Promise<void> | undefined;
  let gone: () => void = () => {};

  const onDeath = (reason: string, code: number | null) => {
    if (child === undefined) return;
    // Kills the watcher, and anything that the process itself had started.
    signalGroup(child, 'SIGKILL');
    child.stdin?.destroy();
    child = undefined;
    if (stopping !== undefined) return gone();
    diedAt.push(Date.now());
    const delayMs = nextRestartDelay(options.restarts, diedAt, code);
    if (delayMs === undefined) return options.onGaveUp(reason);
    options.onRestart?.(reason, delayMs);
    restartTimer = setTimeout(run, delayMs);
  };

  const run = () => {
    const started = spawnTied(spec);
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', options.onLine);
    }
    // Nothing is ever written to this pipe. Only its end matters.
    started.stdin?.on('error', () => {});
    started.once('error', (error) => onDeath(error.message, null));
    started.once('exit', (code, signal) =>
      onDeath(signal === null ? `exit code ${code}` : `signal ${signal}`, code),
    );
  };

  const kill = () => {
    if (child !== undefined) signalGroup(child, 'SIGKILL');
  };

  const stop = () => {
    stopping ??= new Promise<void>((resolve) => {
      clearTimeout(restartTimer);
      if (child === undefined) return resolve();
      const forced = setTimeout(kill, spec.graceMs);
      gone = () => {
        clearTimeout(forced);
        resolve();
      };
      child.kill('SIGTERM');
    });
    return stopping;
  };

  run();
  return { name: spec.name, stop, kill };
}
