import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { PartialWords } from '@ringback/shared/contract/events';
import type { SessionId } from '@ringback/shared/contract/ids';
import { isReportPending } from '@ringback/shared/contract/report-status';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { isResultPending } from '@ringback/shared/contract/stronger-answer';
import type { SessionFeed } from '@ringback/shared/redis/session/session-feed';
import type { Logger } from '@ringback/shared/runtime/logger';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { steeringFor } from '../domain/audience.ts';
import { chooseWelcome } from '../domain/welcome.ts';
import { batchesFor } from './joined-batches.ts';
import { createLevelFlow } from './level-flow.ts';
import { toFrames } from './server-frames.ts';
import type { HubCounters, SessionViewer } from './session-viewer.ts';
import { createShownLog } from './shown-log.ts';
import { pingFrame } from './text-frames.ts';
import { createWordFlow } from './word-flow.ts';

/** One session as this process shows it to all its viewers. */
export interface WatchedSession {
  /** `held`: the last revision that the browser has. */
  join(viewer: SessionViewer, held: number | undefined): void;
  leave(viewer: SessionViewer): void;
  /** Sends the whole view to a viewer that had fallen behind, or may see another one now. */
  catchUp(viewer: SessionViewer, cause: 'fell_behind' | 'audience_changed'): void;
  /** Tells the session's own viewers how many coaches watch, if that has changed. */
  tellCoaches(count: number): void;
  /** Sends a heartbeat to all viewers. */
  beat(): void;
  readonly viewers: number;
  readonly timers: number;
  close(): void;
}

export function startWatchedSession(parts: {
  sessionId: SessionId;
  feed: SessionFeed;
  logger: Logger;
  counters: HubCounters;
  /** The fleet's time, epoch ms. */
  now: () => number;
}): WatchedSession {
  const { sessionId, feed, counters, logger, now } = parts;
  const viewers = new Set<SessionViewer>();
  /** Viewers that wait for the log to be read, with the revision each holds. */
  const arriving = new Map<SessionViewer, number | undefined>();
  /** Those who came when the session was closed already. */
  const afterwards = new Set<SessionViewer>();
  const log = createShownLog();
  let diverged = false;
  let coaches = 0;
  let beats = 0;

  const batch = batchesFor(viewers);
  const words = createWordFlow((due) => {
    batch.offerAll(toFrames({ type: 'partial', ...due }));
    // Words already come at their own pace. More waiting would only make it uneven.
    batch.flush();
  });

  const levels = createLevelFlow({
    ...{ sessionId, feed, viewers },
    tell: (now, audiences) => batch.offerNow(toFrames({ type: 'levels', ...now }), audiences),
  });

  function sendSnapshot(viewer: SessionViewer, cause: string): void {
    if (log.view === null) return;
    counters.snapshot(cause);
    viewer.show(log.snapshot(log.view, words.unfinished, viewer.audience));
  }

  /**
   * A call's own viewers go when it closes. Later viewers follow its report, if they may see it, and its candidate their
   * stronger answers.
   */
  function dismissWhenOver(viewer: SessionViewer, isClosing: boolean): void {
    if (log.view?.phase !== 'closed') return;
    const { audience } = viewer;
    const isPending =
      audience === 'owner'
        ? isResultPending(log.view)
        : isReportPending(log.view.report) && audience !== 'coach';
    const stays = isPending && !(isClosing && !afterwards.has(viewer));
    if (!stays) viewer.dismiss(closeCodes.sessionClosed, 'session closed');
  }

  function welcome(viewer: SessionViewer, held: number | undefined): void {
    // What waits is already in the welcome.
    batch.flush();
    viewers.add(viewer);
    const chosen = chooseWelcome(held, log.revision);
    if (chosen.mode === 'snapshot') sendSnapshot(viewer, chosen.cause);
    else {
      const opening = toFrames({
        type: 'welcome',
        mode: 'delta',
        revision: chosen.after,
        steering: [...steeringFor(viewer.audience)],
      });
      viewer.show(Buffer.concat([opening, log.after(chosen.after, viewer.audience)]));
      words.again();
    }
    if (coaches > 0) viewer.send(toFrames({ type: 'watched', coaches }));
    viewer.welcomed(chosen.mode, log.revision);
    if (log.view?.phase === 'closed') afterwards.add(viewer);
    levels.adapt(log.view);
    dismissWhenOver(viewer, false);
  }

  function tellEnd(entries: readonly LogEntry[]): void {
    for (const { event } of entries) {
      if (event.type !== 'session.ended') continue;
      counters.endSeen(Math.max(0, now() - event.at) / 1000);
      logger.info({ sessionId, reason: event.reason }, 'call end detected');
    }
  }

  function settle(entries: readonly LogEntry[]): void {
    for (const { event } of entries) {
      if ('itemId' in event) words.settle(event.itemId);
      // Words that were unfinished at the end are not on the record.
      if (event.type === 'session.closed') words.forget();
    }
  }

  function onEvents(entries: readonly LogEntry[]): void {
    const isHistory = log.view === null;
    const { frames, mayWait } = log.append(entries);
    settle(entries);
    if (diverged) for (const viewer of [...viewers]) sendSnapshot(viewer, 'diverged');
    else if (viewers.size > 0) {
      batch.offer(frames);
      if (!mayWait) batch.flush();
    }
    diverged = false;
    levels.adapt(log.view);
    if (!isHistory) tellEnd(entries);
    const isClosing = entries.some(({ event }) => event.type === 'session.closed');
    for (const viewer of [...viewers]) dismissWhenOver(viewer, isClosing);
    for (const [viewer, held] of [...arriving]) {
      arriving.delete(viewer);
      welcome(viewer, held);
    }
  }

  function onPartial(partial: PartialWords): void {
    const { view } = log;
    const settled = view?.transcript.some(({ itemId }) => itemId === partial.itemId);
    if (view === null || settled || !isLive(view.phase)) return void counters.stale('partial');
    log.outdate();
    words.offer(partial);
  }

  const unfollow = feed.follow(sessionId, 0, {
    onEvents,
    onPartial,
    onDiverged() {
      batch.close();
      log.forget();
      words.forget();
      diverged = true;
    },
    onOver(phase) {
      // Where the log tells the end itself, what comes after it decides who stays.
      if (phase === 'closed' && log.view?.phase !== 'closed') sayGoodbye('session closed');
    },
    onGone: () => sayGoodbye('session is gone'),
  });

  function sayGoodbye(reason: string): void {
    batch.flush();
    const code = log.view === null ? closeCodes.noSuchSession : closeCodes.sessionClosed;
    for (const viewer of [...viewers, ...arriving.keys()]) viewer.dismiss(code, reason);
  }

  return {
    join(viewer, held) {
      if (log.view === null) arriving.set(viewer, held);
      else welcome(viewer, held);
    },
    leave(viewer) {
      viewers.delete(viewer);
      arriving.delete(viewer);
      afterwards.delete(viewer);
      levels.adapt(log.view);
    },
    catchUp(viewer, cause) {
      // What waits is already in the view. Sent to this viewer, it would follow what it was not sent.
      viewers.delete(viewer);
      batch.flush();
      viewers.add(viewer);
      sendSnapshot(viewer, cause);
      dismissWhenOver(viewer, false);
    },
    tellCoaches(count) {
      if (count === coaches) return;
      coaches = count;
      batch.offerAll(toFrames({ type: 'watched', coaches }));
    },
    beat() {
      if (log.view === null) return;
      batch.flush();
      // Viewers that came together have had the snapshot. Kept without a reader, it only costs memory.
      log.outdate();
      const asks = ++beats % 2 === 0;
      const told = toFrames({ type: 'heartbeat', revision: log.revision });
      const frames = asks ? Buffer.concat([told, pingFrame]) : told;
      for (const viewer of [...viewers]) viewer.beat(frames, asks);
    },
    get viewers() {
      return viewers.size + arriving.size;
    },
    get timers() {
      return words.timers + batch.timers;
    },
    close() {
      unfollow();
      levels.close();
      batch.close();
      words.forget();
      for (const all of [viewers, arriving, afterwards]) all.clear();
    },
  };
}
