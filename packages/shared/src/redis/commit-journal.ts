import { randomUUID } from 'node:crypto';
import type { SessionId } from '../contract/ids.ts';
import { toBackoffMs } from '../runtime/backoff.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Command } from '../session/decide.ts';
import type { CommitOptions, CommitResult, SessionStore } from './session-store.ts';

/** More than a whole interview says; beyond it the session cannot be told truthfully and is given up. */
const mostEntries = 1000;
const giveUpAfterMs = 60_000;
/** Trying costs nothing while there is no connection, and viewers wait for what is in here. */
const mostPauseMs = 250;

/**
 * One service's commits of one session, in order. While Redis is away they wait here and are replayed with
 * their operation ids, so that nothing is applied twice; whoever hands one in is never held up.
 */
export interface CommitJournal {
  /** `then` is told the outcome; not called when the journal is closed or gives up first. */
  add(command: Command, options?: CommitOptions, then?: (result: CommitResult) => void): void;
  readonly size: number;
  /** Resolves when all that was added so far is settled. */
  settled(): Promise<void>;
  close(): void;
}

export function createCommitJournal(parts: {
  sessionId: SessionId;
  store: SessionStore;
  logger: Logger;
  onGivenUp: (reason: string) => void;
}): CommitJournal {
  const { sessionId, store, logger, onGivenUp } = parts;
  interface Entry {
    command: Command;
    options: CommitOptions;
    then: ((result: CommitResult) => void) | undefined;
    addedAt: number;
  }
  const entries: Entry[] = [];
  let waiters: (() => void)[] = [];
  let running = false;
  let closed = false;
  let attempt = 0;
  let timer: NodeJS.Timeout | null = null;

  function finish(): void {
    running = false;
    for (const resolve of waiters) resolve();
    waiters = [];
  }

  function giveUp(reason: string): void {
    entries.length = 0;
    finish();
    logger.error({ sessionId, reason }, 'commit journal given up');
    onGivenUp(reason);
  }

  async function run(): Promise<void> {
    running = true;
    while (!closed) {
      const entry = entries[0];
      if (entry === undefined) break;
      try {
        const result = await store.commit(sessionId, entry.command, entry.options);
        attempt = 0;
        entries.shift();
        if (result.outcome !== 'ok' && result.outcome !== 'duplicate') {
          logger.info({ sessionId, command: entry.command.type, outcome: result.outcome }, 'commit refused');
        }
        if (!closed) entry.then?.(result);
      } catch (error) {
        if (closed) break;
        attempt += 1;
        if (attempt === 1)
          logger.warn({ err: error, sessionId }, 'commit postponed, the session store is away');
        if (performance.now() - entry.addedAt > giveUpAfterMs) return giveUp('store away for too long');
        await new Promise<void>((resolve) => {
          timer = setTimeout(resolve, toBackoffMs(attempt, { firstMs: 50, mostMs: mostPauseMs }));
        });
      }
    }
    finish();
  }

  return {
    get size() {
      return entries.length;
    },
    add(command, options = {}, then) {
      if (closed) return;
      if (entries.length >= mostEntries) {
        giveUp('too many commits waiting');
        return;
      }
      entries.push({
        command,
        options: { ...options, operationId: options.operationId ?? randomUUID() },
        then,
        addedAt: performance.now(),
      });
      if (!running) void run();
    },
    settled: () => (running ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve()),
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      entries.length = 0;
      finish();
    },
  };
}
