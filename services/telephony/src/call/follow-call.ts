import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { KnownRecord } from '@ringback/shared/redis/session/known-record';
import type { Logger } from '@ringback/shared/runtime/logger';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { CallInput } from '../domain/call-state.ts';
import { createFirstAudio, type FirstAudio } from '../media/first-audio.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';

/** The session of a call, as its log tells it. */
export interface FollowedCall {
  readonly record: SessionRecord;
  readonly firstAudio: FirstAudio;
  /** The candidate is on the line. `isTakenUp`: the interview had begun before, so there is no first word to measure. */
  onLine(isTakenUp: boolean): void;
  /** The call has ended the session itself: it acts on that at once, before the log tells it. */
  onOwnEnd(ended: SessionRecord): void;
  close(): void;
}

export function followCall(options: {
  parts: ServiceParts;
  metrics: Pick<TelephonyMetrics, 'endPropagation' | 'firstAudio'>;
  read: ReadRecord;
  /** What commits are decided on. It is carried on as the log is. */
  known: KnownRecord;
  logger: Logger;
  send: (input: CallInput) => void;
}): FollowedCall {
  const { parts, metrics, read, known, logger, send } = options;
  const { clock, feed, instance, store } = parts;
  const { sessionId } = read.record;
  let record = read.record;
  const firstAudio = createFirstAudio({
    observe: (seconds) => metrics.firstAudio.observe(seconds),
    fleetNow: clock.now,
  });

  function onEvents(entries: readonly LogEntry[]): void {
    known.follow(entries);
    for (const { event } of entries) {
      become(evolveRecord(record, event), event.at);
      if (event.type === 'call.ready') firstAudio.readyAt(event.at);
      if (event.type === 'media.started' && event.instance !== instance) send({ type: 'session.elsewhere' });
    }
  }

  function become(next: SessionRecord, at: number): void {
    const wasLive = isLive(record.phase);
    record = next;
    const { phase, endReason, callSid, times } = record;
    if (wasLive && !isLive(phase)) {
      logger.info({ reason: endReason, callSid }, 'call end detected');
      metrics.endPropagation.observe(Math.max(0, clock.now() - at) / 1000);
    }
    send({ type: 'session.changed', phase, hasBegun: times.activeAt !== null });
  }

  /** For a candidate who became ready before this instance followed the session. */
  async function readReadyTime(): Promise<void> {
    const log = await store.readLog(sessionId, 0);
    const ready = log.find(({ event }) => event.type === 'call.ready');
    if (ready !== undefined) firstAudio.readyAt(ready.event.at);
  }

  const unfollow = feed.follow(sessionId, read.revision, {
    onEvents,
    onDiverged: () => {
      known.forget();
      record = read.record;
    },
    // An erased session cannot be served any more.
    onGone: () => send({ type: 'session.gone' }),
    onOver: () => send({ type: 'session.gone' }),
  });

  return {
    firstAudio,
    get record() {
      return record;
    },
    onLine(isTakenUp) {
      if (isTakenUp) firstAudio.skip();
      else if (record.via !== 'browser' && read.record.phase === 'connecting') {
        readReadyTime().catch((error) => logger.debug({ err: error }, 'start of the wait is not known'));
      }
      firstAudio.attached();
    },
    onOwnEnd(ended) {
      if (isLive(record.phase)) become(ended, ended.times.endedAt ?? clock.now());
    },
    close: unfollow,
  };
}
