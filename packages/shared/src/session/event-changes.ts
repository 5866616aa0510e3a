import { holderName, type SessionRecord } from '../contract/session-record.ts';
import type { PublicState, SessionView, ShownAlone, TranscriptItem } from '../contract/session-view.ts';
import type { EventOf, KnownEvent, TranscriptEvent } from '../contract/stored-events.ts';
import { reportChanges } from './report-changes.ts';
import { strongerChanges } from './stronger-changes.ts';
import { topicChanges } from './topic-changes.ts';
import { placeItem, withoutUnfinished } from './transcript-order.ts';

/** An event of an existing session. */
export type LaterEvent = Exclude<KnownEvent, { type: 'session.configured' }>;

/** What only services know of a session, besides times. It stands in the record and is never shown. */
type KeptAlone = Pick<SessionRecord, 'callSid' | 'bridge' | 'modelUse' | 'holders'>;

/** What an event changes besides the phase, which the lifecycle table gives. A part that is absent changes nothing. */
interface Changes<E> {
  /** Changes to what record and view both hold. */
  state?: (state: PublicState, event: E) => Partial<Omit<PublicState, 'phase'>>;
  /** Changes to the record alone. */
  record?: (record: SessionRecord, event: E) => Partial<KeptAlone>;
  /** Changes to the view alone. */
  view?: (view: SessionView, event: E) => Partial<ShownAlone>;
}

function withHolder({ holders }: SessionRecord, service: string, instance: string): string[] {
  const name = holderName(service, instance);
  return holders.includes(name) ? [...holders] : [...holders, name];
}

/** Every event that can follow the first one. A new one without a decision here does not compile. */
const eventChanges: { readonly [T in LaterEvent['type']]: Changes<EventOf<T>> } = {
  'configuration.changed': {
    state: ({ activeAt, lengthMinutes, receivedHash }, { jobConfiguration, configurationHash }) => ({
      jobConfiguration,
      configurationHash,
      // Never longer than what was agreed and reserved at the start.
      lengthMinutes:
        activeAt === null ? Math.min(lengthMinutes, jobConfiguration.lengthMinutes) : lengthMinutes,
      // Before the interview a changed configuration must be confirmed again, even if it was confirmed before.
      receivedHash: activeAt === null ? null : receivedHash,
    }),
  },
  'configuration.received': {
    state: (_state, { configurationHash }) => ({ receivedHash: configurationHash }),
    view: (_view, { at, unchanged = [] }) => ({ receivedAt: at, unchanged }),
  },
  'call.dialled': {
    record: (record, { instance }) => ({ holders: withHolder(record, 'telephony', instance) }),
  },
  'call.placed': { record: (_record, { callSid }) => ({ callSid }) },
  'call.ringing': {},
  'call.answered': { view: (_view, { at }) => ({ answeredAt: at }) },
  'call.ready': {},
  'media.started': {
    state: (_state, { streamSid }) => ({ streamSid }),
    record: (record, { instance }) => ({ holders: withHolder(record, 'telephony', instance) }),
    view: () => ({ mediaLostAt: null }),
  },
  'media.lost': {
    state: () => ({ streamSid: null }),
    view: (_view, { at }) => ({ mediaLostAt: at }),
  },
  'interviewer.joined': {
    // Another model session, which knows nothing yet.
    state: () => ({ interviewerPresent: true, receivedHash: null }),
    record: (record, { bridge }) => ({ bridge, holders: withHolder(record, 'ai-bridge', bridge) }),
  },
  'interviewer.lost': {
    state: () => ({ interviewerPresent: false }),
    // It stays a holder until it releases the session: it may be out of reach but alive.
    record: () => ({ bridge: null }),
    view: ({ transcript }) => ({ transcript: withoutUnfinished(transcript) }),
  },
  'interview.phase_changed': { state: (_state, { phase }) => ({ interviewPhase: phase }) },
  'interview.planned': {},
  'interview.point_covered': {},
  'interview.studied': {},
  'topic.suggested': { state: topicChanges.suggested },
  'topic.settled': { state: topicChanges.settled },
  'goodbye.started': {},
  'steering.asked': {},
  'steering.answered': {
    view: (_view, { asked, kind, by, outcome, at }) => ({ steering: { asked, kind, by, outcome, at } }),
  },
  'model.used': {
    record: (_record, { use }) => ({ modelUse: use }),
    view: ({ money }, { use }) => ({ money: { ...money, interviewerUsd: use.costUsd } }),
  },
  'speech.measured': {},
  'transcript.completed': { view: withTurn },
  'transcript.interrupted': { view: withTurn },
  'session.ended': { state: (_state, { reason }) => ({ endReason: reason }) },
  'session.released': {
    record: ({ holders }, { service, instance }) => ({
      holders: holders.filter((held) => held !== holderName(service, instance)),
    }),
  },
  'session.closed': { view: ({ transcript }) => ({ transcript: withoutUnfinished(transcript) }) },
  'report.queued': { state: reportChanges.queued },
  'report.started': { state: reportChanges.started },
  'report.progressed': { state: reportChanges.progressed },
  'report.ready': { state: reportChanges.settled, view: withReportCost },
  'report.insufficient': { state: reportChanges.settled, view: withReportCost },
  'report.failed': { state: reportChanges.settled, view: withReportCost },
  'self_rating.given': {
    state: reportChanges.selfRated,
    view: (_view, { ratings, sentence }) => ({ selfRating: { ratings, sentence } }),
  },
  'transcript.corrected': {
    state: reportChanges.corrected,
    view: ({ transcript }, { itemId, text }) => ({
      transcript: transcript.map((item) => (item.itemId === itemId ? { ...item, corrected: text } : item)),
    }),
  },
  'finding.disputed': {
    state: reportChanges.disputed,
    view: ({ disputes }, { version, findingId, reason }) => ({
      disputes: [...disputes, { version, findingId, reason }],
    }),
  },
  'fact.given': {
    state: strongerChanges.given,
    view: ({ factTexts }, { text }) => ({ factTexts: [...factTexts, text] }),
  },
  'stronger_answer.started': { state: strongerChanges.started },
  'stronger_answer.ready': { state: strongerChanges.ready, view: withReportCost },
  'stronger_answer.failed': { state: strongerChanges.failed, view: withReportCost },
};

function withReportCost(
  { money }: SessionView,
  { costUsd }: { costUsd: number },
): Pick<SessionView, 'money'> {
  return { money: { ...money, reportsUsd: money.reportsUsd + costUsd } };
}

function withTurn({ transcript }: SessionView, event: TranscriptEvent): Pick<SessionView, 'transcript'> {
  return { transcript: placeItem(transcript, toItem(event)) };
}

function toItem(event: TranscriptEvent): TranscriptItem {
  const { itemId, previousItemId, speaker, text, startedAtMs, endedAtMs } = event;
  const interrupted = event.type === 'transcript.interrupted';
  return {
    itemId,
    previousItemId,
    speaker,
    text,
    startedAtMs,
    endedAtMs,
    status: interrupted ? 'interrupted' : 'completed',
    heardMs: interrupted ? event.heardMs : null,
  };
}

/** What an event changes: its own row. The table's type makes sure that each row fits its event. */
export function changesOf(event: LaterEvent): Changes<LaterEvent> {
  return eventChanges[event.type] as Changes<LaterEvent>;
}
