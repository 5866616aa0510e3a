import { toKnownConfiguration } from '@ringback/shared/contract/job-configuration';
import type { Phase } from '@ringback/shared/contract/lifecycle';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import type { EventOf, LogEntry } from '@ringback/shared/contract/stored-events';
import { waitingTopic } from '@ringback/shared/contract/suggested-topic';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { KnownRecord } from '@ringback/shared/redis/session/known-record';
import type { Logger } from '@ringback/shared/runtime/logger';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { BridgeInput } from '../domain/bridge-step.ts';

/** What the record tells the bridge of its session. */
export interface FollowedSession {
  readonly record: SessionRecord;
  /**
   * The interview begins with the later of receipt and audio. Telling the machine twice is harmless. It waits for the
   * telephony instance that has the audio, which may not be the one that prepared the call.
   */
  begin(phase?: Phase): void;
  /** The end is learnt from the log or from telephony on the link, whichever comes first. The other is ignored. */
  detectEnd(reason: string | null): void;
  close(): void;
}

export function followSession(options: {
  feed: ServiceParts['feed'];
  read: ReadRecord;
  /** What commits are decided on. It is carried on as the log is. */
  known: KnownRecord;
  logger: Logger;
  send: (input: BridgeInput) => void;
  /** The telephony instance that this bridge serves. */
  telephony: () => string;
  /** The fleet's time, epoch ms. */
  now: () => number;
  onErased: () => void;
}): FollowedSession {
  const { feed, read, known, logger, send, telephony, now, onErased } = options;
  let record = read.record;
  let endDetected = false;
  /** The telephony instance that has the candidate's audio, as reported since this bridge took the session. */
  let audioAt: string | null = null;

  function onEvents(entries: readonly LogEntry[]): void {
    known.follow(entries);
    for (const { revision, event } of entries) {
      const wasLive = isLive(record.phase);
      record = evolveRecord(record, event);
      if (event.type === 'configuration.changed') {
        const { configurationHash } = event;
        const jobConfiguration = toKnownConfiguration(event.jobConfiguration);
        logger.info({ configurationHash }, 'job configuration received');
        send({ type: 'session.configuration_changed', jobConfiguration, configurationHash });
      }
      if (event.type === 'steering.asked') {
        const ageMs = Math.max(0, now() - event.at);
        send({ type: 'session.steered', asked: revision, kind: event.kind, ageMs });
      }
      if (event.type === 'topic.suggested' || event.type === 'topic.settled') tellTopic(event);
      if (event.type === 'media.started') audioAt = event.instance;
      if (event.type === 'configuration.received' || event.type === 'media.started') begin();
      if (wasLive && !isLive(record.phase)) detectEnd(record.endReason);
    }
  }

  function tellTopic(event: EventOf<'topic.suggested' | 'topic.settled'>): void {
    const number = waitingTopic(record.suggestedTopics);
    const topic = number === null || event.type === 'topic.settled' ? null : { number, text: event.text };
    send({ type: 'session.topic_changed', topic });
  }

  function begin(phase: Phase = record.phase): void {
    if ((phase !== 'active' && phase !== 'ending') || (audioAt !== null && audioAt !== telephony())) return;
    send({ type: 'session.activated' });
  }

  function detectEnd(reason: string | null): void {
    if (endDetected) return;
    endDetected = true;
    logger.info({ reason }, 'call end detected');
    send({ type: 'session.ended' });
  }

  const unfollow = feed.follow(record.sessionId, read.revision, {
    onEvents,
    onDiverged: () => {
      known.forget();
      record = read.record;
    },
    onGone: onErased,
    onOver: (phase) => detectEnd(`session ${phase}`),
  });

  return {
    get record() {
      return record;
    },
    begin,
    detectEnd,
    close: unfollow,
  };
}
