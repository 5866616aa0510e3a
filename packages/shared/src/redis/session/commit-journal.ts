import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionId } from '../../contract/ids.ts';
import { toBackoffMs } from '../../runtime/backoff.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Command } from '../../session/command.ts';
import type { CommitOptions, CommitResult } from './commit-result.ts';
import type { KnownRecord } from './known-record.ts';
import type { SessionStore } from './session-store.ts';

/** More than a whole interview produces. Beyond it the session cannot be recorded truthfully and is given up. */
const mostEntries = 1000;
const giveUpAfterMs = 60_000;
/** Trying costs nothing while there is no connection, and viewers wait for what is in here. */
const mostPauseMs = 250;

/**
 * One service's commits of one session, in order. While Redis is away they wait here and are replayed with their
 * operation ids, so that nothing is applied twice. Handing one in never waits.
 */
export interface CommitJournal {
  /** `then` receives the outcome. It is not called when the journal is closed or gives up first. */
  add(command: Command, options?: CommitOptions, then?: (result: CommitResult) => void): void;
  readonly size: number;
  /** Resolves when everything added so far is settled. */
  settled(): Promise<void>;
  close(): void;
}

export function createCommitJournal(parts: {
  sessionId: SessionId;
  store: Pick<SessionStore, 'commit'>;
  /** The record as the log carries it on. Without it, each commit reads the record first. */
  known?: KnownRecord;
  logger: Logger;
  onGivenUp: (reason: string) => void;
}): CommitJournal {
  const { sessionId, store, known, logger, onGivenUp } = parts;
  interface Entry {
    command: Command;
    options: CommitOptions;
    then: ((result: CommitResult) => void) | undefined;
    addedAt: number;
  }
  const entries: Entry[] = [];
  let waiters: (() => void)[] = [];
  let running = false;
  let attempt = 0;
  const closing = new AbortController();

  function releaseWaiters(): void {
    for (const resolve of waiters) resolve();
    waiters = [];
  }

  function giveUp(reason: string): void {
    entries.length = 0;
    releaseWaiters();
    logger.error({ sessionId, reason }, 'commit journal given up');
    onGivenUp(reason);
  }

  function onCommitted(entry: Entry, result: CommitResult): void {
    attempt = 0;
    if (result.outcome === 'ok') known?.learn(result);
    // Given up or closed meanwhile: the first entry is now another one, which is not committed yet.
    if (entries[0] !== entry) return;
    entries.shift();
    if (result.outcome === 'unreadable') {
      giveUp('the record cannot be read');
      return;
    }
    if (result.outcome !== 'ok' && result.outcome !== 'duplicate') {
      logger.info({ sessionId, command: entry.command.type, outcome: result.outcome }, 'commit refused');
    }
    entry.then?.(result);
  }

  const withKnown = ({ options }: Entry): CommitOptions =>
    known === undefined ? options : { ...options, known: known.value };

  async function run(): Promise<void> {
    running = true;
    for (let entry = entries[0]; entry !== undefined; entry = entries[0]) {
      try {
        onCommitted(entry, await store.commit(sessionId, entry.command, withKnown(entry)));
      } catch (error) {
        if (closing.signal.aborted) break;
        attempt += 1;
        if (attempt === 1)
          logger.warn({ err: error, sessionId }, 'commit postponed, the session store is away');
        const tooLong = performance.now() - entry.addedAt > giveUpAfterMs;
        // Entries added since it was given up get their own time.
        if (tooLong && entries[0] === entry) giveUp('store away for too long');
        const pauseMs = toBackoffMs(attempt, { firstMs: 50, mostMs: mostPauseMs });
        // Rejects only when the journal is closed, and then there is nothing left to try.
        await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
    running = false;
    releaseWaiters();
  }

  return {
    get size() {
      return entries.length;
    },
    add(command, options = {}, then) {
      if (closing.signal.aborted) return;
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
      closing.abort();
      entries.length = 0;
      releaseWaiters();
    },
  };
}
