import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type ProcessSpec, signalGroup, spawnTied } from '../../../scripts/process/tied-process.ts';

/** A process that a test may kill, freeze and start again. It cannot outlive the test's own. */
export interface OwnProcess {
  readonly name: string;
  readonly isRunning: boolean;
  /** Null when it does not run. */
  readonly pid: number | null;
  /** Starts it when it does not run. Being spawned is not being ready. */
  start(): void;
  /** SIGKILL. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: its sockets stay open, and nothing is done. */
  freeze(): void;
  thaw(): void;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, and SIGKILL after the grace. */
  stop(): Promise<void>;
}

export function createOwnProcess(spec: ProcessSpec, onLine: (line: string) => void): OwnProcess {
  let child: ReturnType<typeof spawnTied> | null = null;
  let gone: Promise<unknown> = Promise.resolve();

  function signal(name: NodeJS.Signals): void {
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) child.kill(name);
  }

  return {
    name: spec.name,
    get isRunning() {
      return child !== null;
    },
    get pid() {
      return child?.pid ?? null;
    },
    start() {
      if (child !== null) return;
      const started = spawnTied(spec);
      child = started;
      gone = once(started, 'exit').then(() => {
        // Its watcher as well.
        signalGroup(started, 'SIGKILL');
        started.stdin?.destroy();
        if (child === started) child = null;
      });
      for (const stream of [started.stdout, started.stderr]) {
        if (stream !== null) createInterface({ input: stream }).on('line', onLine);
      }
      started.stdin?.on('error', () => {});
    },
    async kill() {
      signal('SIGKILL');
      await gone;
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    signal,
    async stop() {
      signal('SIGCONT');
      signal('SIGTERM');
      const forced = setTimeout(() => signal('SIGKILL'), spec.graceMs);
      await gone;
      clearTimeout(forced);
    },
  };
}
