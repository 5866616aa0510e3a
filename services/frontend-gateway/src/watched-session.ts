import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { LogEntry, PartialWords } from '@ringback/shared/contract/events';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServerMessage } from '@ringback/shared/contract/viewer-protocol';
import type { SessionFeed } from '@ringback/shared/redis/session-feed';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Fold } from '@ringback/shared/session/evolve-view';
import { withPartial } from '@ringback/shared/session/evolve-view';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { foldLines } from './domain/session-lines.ts';
import { chooseWelcome, type Welcome } from './domain/welcome.ts';
import { noWords, offerWords, settleWords, takeDue } from './domain/word-pace.ts';
import { createFrameBatch } from './frame-batch.ts';

/** One browser, as the session it watches sees it. */
export interface Watcher {
  send(frames: readonly Buffer[]): void;
  welcomed(mode: Welcome['mode'], revision: number): void;
  /** The session has nothing more to say, or never had. */
  dismiss(code: number, reason: string): void;
}

export interface HubCounters {
  snapshot(cause: string): void;
  stale(kind: string): void;
  endSeen(seconds: number): void;
}

/** One session as this process shows it: one fold of its log for all who watch. */
export interface WatchedSession {
  /** `held`: the last revision that the browser has. */
  join(watcher: Watcher, held: number | undefined): void;
  leave(watcher: Watcher): void;
  /** Sends the whole view to one that had fallen behind. */
  catchUp(watcher: Watcher): void;
  /** Tells the session's own viewers how many coaches watch; nothing when that is known. */
  tellCoaches(count: number): void;
  /** Tells everybody that the line is alive. */
  beat(): void;
  readonly watchers: number;
  readonly timers: number;
  close(): void;
}

const encode = (message: ServerMessage) => Buffer.from(JSON.stringify(message));
const toPartial = (words: PartialWords) => encode({ type: 'partial', ...words });

export function startWatchedSession(parts: {
  sessionId: SessionId;
  feed: SessionFeed;
  logger: Logger;
  counters: HubCounters;
}): WatchedSession {
  const { sessionId, feed, counters } = parts;
  const logger = parts.logger.child({ sessionId });
  const watchers = new Set<Watcher>();
  /** Those who wait for the log to be read, with the revision each holds. */
  const arriving = new Map<Watcher, number | undefined>();
  let fold: Fold | null = null;
  let revision = 0;
  /** The frames of revision n stand at n - 1. */
  let history: (readonly Buffer[])[] = [];
  let words = noWords;
  let wordTimer: NodeJS.Timeout | null = null;
  /** The welcome with the whole view, until something changes. */
  let snapshot: Buffer | null = null;
  let diverged = false;
  let coaches = 0;

  const batch = createFrameBatch((frames) => {
    for (const watcher of watchers) watcher.send(frames);
  });

  function toSnapshot(shown: Fold): Buffer {
    const unfinished = [...words.values()].map((item) => item.words);
    const view = unfinished.reduce(withPartial, shown.view);
    return encode({ type: 'welcome', mode: 'snapshot', revision, view });
  }

  function sendSnapshot(watcher: Watcher, cause: string): void {
    if (fold === null) return;
    snapshot ??= toSnapshot(fold);
    counters.snapshot(cause);
    watcher.send([snapshot]);
  }

  function dismissWhenOver(watcher: Watcher): void {
    if (fold?.record.phase === 'closed') watcher.dismiss(closeCodes.sessionClosed, 'session closed');
  }

  function welcome(watcher: Watcher, held: number | undefined): void {
    // What waits is in the welcome already.
    batch.flush();
    watchers.add(watcher);
    const chosen = chooseWelcome(held, revision);
    if (chosen.mode === 'snapshot') sendSnapshot(watcher, chosen.cause);
    else {
      const unfinished = [...words.values()].map((item) => toPartial(item.words));
      const opening = encode({ type: 'welcome', mode: 'delta', revision: chosen.after });
      watcher.send([opening, ...history.slice(chosen.after).flat(), ...unfinished]);
    }
    if (coaches > 0) watcher.send([encode({ type: 'watched', coaches })]);
    watcher.welcomed(chosen.mode, revision);
    dismissWhenOver(watcher);
  }

  function tellEnd(entries: readonly LogEntry[]): void {
    for (const { event } of entries) {
      if (event.type !== 'session.ended') continue;
      counters.endSeen(Math.max(0, Date.now() - event.at) / 1000);
      logger.info({ reason: event.reason }, 'call end detected');
    }
  }

  function settle(entries: readonly LogEntry[]): void {
    for (const { event } of entries) {
      if ('itemId' in event) words = settleWords(words, event.itemId);
      // What was never finished by the end is not on the record.
      if (event.type === 'session.closed') words = noWords;
    }
  }

  function onEvents(entries: readonly LogEntry[]): void {
    const isHistory = fold === null;
    const folded = foldLines(fold, entries);
    const frames = folded.lines.map(({ messages }) => messages.map(encode));
    fold = folded.fold;
    revision = entries.at(-1)?.revision ?? revision;
    history.push(...frames);
    snapshot = null;
    settle(entries);
    if (diverged) for (const watcher of watchers) sendSnapshot(watcher, 'diverged');
    else batch.offer(frames.flat());
    // A change of the status waits for nothing, and nothing may be left behind at the end.
    if (frames.some((line) => line.length > 1) || fold?.record.phase === 'closed') batch.flush();
    diverged = false;
    if (!isHistory) tellEnd(entries);
    for (const watcher of [...watchers]) dismissWhenOver(watcher);
    const waiting = [...arriving];
    arriving.clear();
    for (const [watcher, held] of waiting) welcome(watcher, held);
  }

  function sendDueWords(): void {
    wordTimer = null;
    const taken = takeDue(words, performance.now());
    words = taken.pace;
    batch.offer(taken.due.map(toPartial));
    if (taken.waitMs !== null) wordTimer = setTimeout(sendDueWords, taken.waitMs);
  }

  function onPartial(partial: PartialWords): void {
    const settled = fold?.view.transcript.some(({ itemId }) => itemId === partial.itemId);
    if (fold === null || settled || !isLive(fold.record.phase)) {
      counters.stale('partial');
      return;
    }
    const offered = offerWords(words, partial, performance.now());
    words = offered.pace;
    snapshot = null;
    if (offered.send) batch.offer([toPartial(partial)]);
    else wordTimer ??= setTimeout(sendDueWords, takeDue(words, performance.now()).waitMs ?? 0);
  }

  const unfollow = feed.follow(sessionId, 0, {
    onEvents,
    onPartial,
    onDiverged() {
      batch.close();
      fold = null;
      revision = 0;
      history = [];
      words = noWords;
      snapshot = null;
      diverged = true;
    },
    onGone() {
      batch.flush();
      const code = fold === null ? closeCodes.noSuchSession : closeCodes.sessionClosed;
      for (const watcher of [...watchers, ...arriving.keys()]) watcher.dismiss(code, 'session is gone');
    },
  });

  return {
    join(watcher, held) {
      if (fold === null) arriving.set(watcher, held);
      else welcome(watcher, held);
    },
    leave(watcher) {
      watchers.delete(watcher);
      arriving.delete(watcher);
    },
    catchUp(watcher) {
      // What waits is in the view already; to this one it would come behind what it was not sent.
      watchers.delete(watcher);
      batch.flush();
      watchers.add(watcher);
      sendSnapshot(watcher, 'fell_behind');
    },
    tellCoaches(count) {
      if (count === coaches) return;
      coaches = count;
      batch.offer([encode({ type: 'watched', coaches })]);
    },
    beat() {
      if (fold === null) return;
      batch.offer([encode({ type: 'heartbeat', revision })]);
      batch.flush();
    },
    get watchers() {
      return watchers.size + arriving.size;
    },
    get timers() {
      return (wordTimer === null ? 0 : 1) + batch.timers;
    },
    close() {
      unfollow();
      batch.close();
      if (wordTimer !== null) clearTimeout(wordTimer);
      wordTimer = null;
      watchers.clear();
      arriving.clear();
    },
  };
}
