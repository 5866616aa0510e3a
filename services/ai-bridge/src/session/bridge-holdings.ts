import type { SessionId } from '@ringback/shared/contract/ids';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { Briefing } from '@ringback/shared/contract/practice';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { type CommitJournal, createCommitJournal } from '@ringback/shared/redis/session/commit-journal';
import type { KnownRecord } from '@ringback/shared/redis/session/known-record';
import type { Logger } from '@ringback/shared/runtime/logger';
import { createNamedTimers, type NamedTimers } from '@ringback/shared/runtime/named-timers';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { WaitingTopic } from '../domain/bridge-state.ts';
import type { BridgeInput, TimerName } from '../domain/bridge-step.ts';
import type { ModelAudio } from '../domain/model-port.ts';
import { createModelSide, type ModelOptions, type ModelSide } from '../model/model-side.ts';
import type { FollowedSession } from './follow-session.ts';
import type { BegunInterview } from './restore-session.ts';
import { createRecordKeeper, type RecordKeeper } from './session-record-keeper.ts';
import { type HeldTelephonySide, holdTelephonySide, type TelephonySide } from './telephony-side.ts';
import { createWordsPublisher, type WordsPublisher } from './words-publisher.ts';

/** Of one session that this instance is to serve. */
export interface BridgeOptions {
  parts: ServiceParts;
  metrics: BridgeMetrics;
  read: ReadRecord;
  token: number;
  telephony: TelephonySide;
  models: ModelOptions;
  /** The plan that an earlier bridge has put on the record. */
  keptPlan: InterviewPlan | null;
  /** What the interviewer is told of the session that is practised again. */
  briefing: Briefing;
  /** The topic that a coach has suggested and that waits. */
  topic: WaitingTopic | null;
  /** What was said before this bridge took the session up; null when the interview begins here. */
  begun: BegunInterview | null;
}

/** All that one bridge holds of its session: opened together, let go of together. */
export interface Holdings {
  timers: NamedTimers<TimerName>;
  words: WordsPublisher;
  journal: CommitJournal;
  telephony: HeldTelephonySide;
  keeper: RecordKeeper;
  model: ModelSide;
  /** Lets go of the model and of telephony at once, then of the rest in order: telephony is told the end reason when all is on the record. */
  close(endReason: string | null): Promise<void>;
}

export function openHoldings(
  { parts, metrics, read, token, models, telephony: first }: BridgeOptions,
  around: {
    logger: Logger;
    send: (input: BridgeInput) => void;
    onModelAudio: (audio: ModelAudio) => void;
    leave: (reason: string) => void;
    session: FollowedSession;
    known: KnownRecord;
  },
): Holdings {
  const { store, heldLeases, headroom, instance } = parts;
  const { logger, send, onModelAudio, leave, session, known } = around;
  const sessionId: SessionId = read.record.sessionId;
  const startedAt = performance.now();

  const timers = createNamedTimers<TimerName>((name) => send({ type: 'timer', name }));
  const words = createWordsPublisher({
    ...{ store, sessionId },
    isShed: () => headroom.sheds('words'),
    onLost: () => metrics.stale.inc({ kind: 'partial_not_published' }),
  });
  const journal = createCommitJournal({
    ...{ sessionId, store, known, logger, onGivenUp: () => leave('store away') },
  });
  const telephony = holdTelephonySide(first, () => leave('no telephony has come'));
  const keeper = createRecordKeeper({
    ...{ journal, instance, token },
    onTurn: (itemId) => send({ type: 'session.recorded', itemId }),
    onReceipt({ configurationHash }, { phase }: SessionRecord) {
      metrics.receipt.observe((performance.now() - startedAt) / 1000);
      logger.info({ configurationHash }, 'job configuration applied to the running model session');
      session.begin(phase);
      telephony.tellReady();
    },
  });
  const lease = heldLeases.hold({
    ...{ sessionId, role: 'bridge', token },
    onLost: () => leave('lease lost'),
  });
  const model = createModelSide({
    ...models,
    ...{ logger, metrics, used: read.record.modelUse, onInput: send, onAudio: onModelAudio },
    configurationHash: () => session.record.configurationHash,
    onUsed: (use) => keeper.commit({ type: 'model.used', use }),
    onFarOverspent: () => keeper.end('limit_reached'),
  });

  return {
    ...{ timers, words, journal, telephony, keeper, model },
    async close(endReason) {
      telephony.close();
      model.close();
      lease.stop();
      timers.clear();
      words.close();
      journal.add({ type: 'release', service: 'ai-bridge', instance });
      await journal
        .settled()
        .then(() => lease.give())
        // The next bridge must find on the record what this one had to say.
        .finally(() => telephony.control({ type: 'closed', reason: endReason }))
        .catch((error) => logger.warn({ err: error }, 'lease could not be given back'));
      journal.close();
    },
  };
}
