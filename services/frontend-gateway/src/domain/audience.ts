import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import type { ModelUse } from '@ringback/shared/contract/model-use';
import { noReport } from '@ringback/shared/contract/report-status';
import { noMoney, type SessionView } from '@ringback/shared/contract/session-view';
import { steeringKinds } from '@ringback/shared/contract/steering';
import type { EventOf, KnownEvent, StoredEvent } from '@ringback/shared/contract/stored-events';

/** Those who watch by socket: the candidate, a coach with a shared link, and one whose link shows the report too. */
export const watching = ['owner', 'coach', 'reading_coach'] as const;
export type Watching = (typeof watching)[number];
/** The readers of a session. */
export const audiences = [...watching, 'operator'] as const;
export type Audience = (typeof audiences)[number];

/** What an audience gets in place of a value. */
type Shown<V> = (value: V) => V;
/** A field is shown to every reader of its event, or decided for each audience. */
type FieldRule<V> = 'shown' | Readonly<Record<Audience, Shown<V>>>;
type AnyRule = 'shown' | Readonly<Record<Audience, (value: never) => unknown>>;
type Fields<T, Base> = { readonly [K in keyof Omit<T, keyof Base>]-?: FieldRule<Exclude<T[K], undefined>> };
type Common = Pick<KnownEvent, 'type' | 'sessionId' | 'at'>;
interface EventRule<T> {
  /** The audiences that get the event. */
  to: readonly Audience[];
  fields: Fields<T, Common>;
}

const withheld = 'withheld';
const same = <V>(value: V): V => value;
/** No audience gets the value. A page that needs the field gets this instead. */
const hidden = <V>(instead: V): FieldRule<V> => {
  const give = () => instead;
  return { owner: give, coach: give, reading_coach: give, operator: give };
};
const ownerOnly = <V>(instead: V): FieldRule<V> => {
  const give = () => instead;
  return { owner: same, coach: give, reading_coach: give, operator: give };
};
const notOperator = <V>(instead: V): FieldRule<V> => ({
  ...{ owner: same, coach: same, reading_coach: same },
  operator: () => instead,
});

type Job = SessionView['jobConfiguration'];
const jobRules: Fields<Job, Record<never, never>> = {
  jobTitle: notOperator(withheld),
  company: notOperator(''),
  jobDescription: notOperator(''),
  resume: ownerOnly(''),
  kind: 'shown',
  persona: 'shown',
  difficulty: 'shown',
  lengthMinutes: 'shown',
  language: 'shown',
  voice: 'shown',
  patience: 'shown',
};
const showJob = (audience: Audience) => (job: Job) => pick(job, jobRules, audience) as Job;
const showJobToCoach = showJob('coach');
const jobConfiguration: FieldRule<Job> = {
  owner: showJob('owner'),
  coach: showJobToCoach,
  reading_coach: showJobToCoach,
  operator: showJob('operator'),
};

const nothing = { input: 0, cached: 0, output: 0 };
const costAlone = ({ costUsd }: ModelUse): ModelUse => ({
  ...{ costUsd, text: nothing, audio: nothing },
  transcription: { input: 0, output: 0, seconds: 0 },
});

const everybody = audiences;
const inTheRoom = watching;
const readersOfReport = ['owner', 'reading_coach'] as const;
const ownerAlone = ['owner'] as const;
const nobody = [] as const;
const turn = {
  itemId: 'shown',
  previousItemId: 'shown',
  speaker: 'shown',
  text: 'shown',
  startedAtMs: 'shown',
  endedAtMs: 'shown',
} as const;

const unsettledReport = { version: 'shown', hash: 'shown', reason: 'shown', costUsd: ownerOnly(0) } as const;

/**
 * The allow-list: what leaves by the logs socket for each audience, by event and field. A new event or field without a
 * decision here does not compile.
 */
const eventRules: { readonly [T in KnownEvent['type']]: EventRule<EventOf<T>> } = {
  'session.configured': {
    to: everybody,
    fields: {
      ownerId: hidden(withheld as CandidateId),
      via: 'shown',
      jobConfiguration,
      configurationHash: 'shown',
      previousSessionId: ownerOnly<SessionId | null>(null),
      lengthMinutes: 'shown',
      practice: ownerOnly<SessionView['practice']>(null),
      interviewMode: 'shown',
      // As the plan: no coming question is read in advance.
      briefing: hidden<Exclude<EventOf<'session.configured'>['briefing'], undefined>>(null),
      fleetGeneration: hidden(0),
      quote: ownerOnly<SessionView['money']['quote']>(null),
      consent: ownerOnly<Exclude<EventOf<'session.configured'>['consent'], undefined>>(null),
      expired: 'shown',
    },
  },
  'configuration.changed': { to: everybody, fields: { jobConfiguration, configurationHash: 'shown' } },
  'configuration.received': { to: everybody, fields: { configurationHash: 'shown', unchanged: 'shown' } },
  'call.dialled': { to: everybody, fields: { instance: hidden(withheld) } },
  'call.placed': { to: nobody, fields: { callSid: hidden('') } },
  'call.ringing': { to: everybody, fields: {} },
  'call.answered': { to: everybody, fields: {} },
  'call.ready': { to: everybody, fields: {} },
  // A page recognises its own sound by the stream.
  'media.started': { to: everybody, fields: { streamSid: 'shown', instance: hidden(withheld) } },
  'media.lost': { to: everybody, fields: { streamSid: 'shown' } },
  'interviewer.joined': { to: everybody, fields: { bridge: hidden(withheld), token: hidden(1) } },
  'interviewer.lost': { to: everybody, fields: { bridge: hidden(withheld) } },
  'interview.phase_changed': { to: everybody, fields: { phase: 'shown' } },
  // The candidate does not read coming questions in advance. Only the plan names the points.
  'interview.planned': {
    to: nobody,
    fields: { plan: 'shown', madeBy: 'shown', configurationHash: 'shown' },
  },
  'interview.point_covered': { to: nobody, fields: { pointId: 'shown' } },
  'interview.studied': { to: inTheRoom, fields: { step: 'shown', turnId: 'shown' } },
  // The owner is told that there is one, and what it is once the interview is over: no question is read in advance. Of
  // another coach's topics a coach learns nothing.
  'topic.suggested': { to: ownerAlone, fields: { shareId: 'shown', by: 'shown', text: hidden('') } },
  'topic.settled': { to: ownerAlone, fields: { number: 'shown', outcome: 'shown' } },
  'goodbye.started': { to: everybody, fields: {} },
  'steering.asked': { to: inTheRoom, fields: { kind: 'shown' } },
  'steering.answered': {
    to: inTheRoom,
    fields: { asked: 'shown', kind: 'shown', by: 'shown', outcome: 'shown' },
  },
  // The owner is told what it has cost. How the model was used is the operator's business.
  'model.used': {
    to: ownerAlone,
    fields: { use: { owner: costAlone, coach: costAlone, reading_coach: costAlone, operator: costAlone } },
  },
  'speech.measured': {
    to: inTheRoom,
    fields: {
      itemId: 'shown',
      speaker: 'shown',
      startedAtMs: 'shown',
      endedAtMs: 'shown',
      overlapMs: 'shown',
      afterMs: 'shown',
      voiced: 'shown',
      lineGaps: 'shown',
    },
  },
  'transcript.completed': { to: inTheRoom, fields: turn },
  'transcript.interrupted': { to: inTheRoom, fields: { ...turn, heardMs: 'shown' } },
  'session.ended': { to: everybody, fields: { reason: 'shown' } },
  'session.released': { to: everybody, fields: { service: 'shown', instance: hidden(withheld) } },
  'session.closed': { to: everybody, fields: {} },
  'report.queued': { to: readersOfReport, fields: { version: 'shown' } },
  'report.started': {
    to: readersOfReport,
    fields: { version: 'shown', attempt: 'shown', instance: hidden(withheld) },
  },
  'report.progressed': {
    to: readersOfReport,
    fields: {
      version: 'shown',
      attempt: 'shown',
      step: 'shown',
      done: 'shown',
      of: 'shown',
      costUsd: ownerOnly(0),
    },
  },
  'report.ready': { to: readersOfReport, fields: { version: 'shown', hash: 'shown', costUsd: ownerOnly(0) } },
  'report.insufficient': { to: readersOfReport, fields: unsettledReport },
  'report.failed': { to: readersOfReport, fields: unsettledReport },
  'self_rating.given': { to: ownerAlone, fields: { ratings: 'shown', sentence: 'shown' } },
  'transcript.corrected': { to: inTheRoom, fields: { itemId: 'shown', text: 'shown' } },
  'finding.disputed': {
    to: ownerAlone,
    fields: { version: 'shown', findingId: 'shown', reason: 'shown' },
  },
  'fact.given': { to: ownerAlone, fields: { version: 'shown', questionId: 'shown', text: 'shown' } },
  'stronger_answer.started': {
    to: ownerAlone,
    fields: { factNumber: 'shown', attempt: 'shown', instance: hidden(withheld) },
  },
  'stronger_answer.ready': {
    to: ownerAlone,
    fields: { factNumber: 'shown', hash: 'shown', costUsd: 'shown' },
  },
  'stronger_answer.failed': {
    to: ownerAlone,
    fields: { factNumber: 'shown', reason: 'shown', costUsd: 'shown' },
  },
};

const viewRules: Fields<SessionView, Record<never, never>> = {
  sessionId: 'shown',
  via: 'shown',
  phase: 'shown',
  status: 'shown',
  endReason: 'shown',
  jobConfiguration,
  configurationHash: 'shown',
  receivedHash: 'shown',
  receivedAt: 'shown',
  lengthMinutes: 'shown',
  unchanged: 'shown',
  previousSessionId: ownerOnly<SessionId | null>(null),
  practice: ownerOnly<SessionView['practice']>(null),
  interviewMode: 'shown',
  streamSid: 'shown',
  mediaLostAt: 'shown',
  interviewerPresent: 'shown',
  interviewPhase: 'shown',
  configuredAt: 'shown',
  answeredAt: 'shown',
  activeAt: 'shown',
  endedAt: 'shown',
  money: ownerOnly<SessionView['money']>(noMoney),
  expired: 'shown',
  // What a coach is told of the candidate's corrections counts for them too.
  report: {
    owner: same,
    coach: ({ corrections }) => ({ ...noReport, corrections }),
    // What the candidate says of the report, and what it has cost, is theirs.
    reading_coach: (report) => ({ ...report, costUsd: 0, isSelfRated: false, disputes: 0 }),
    operator: () => noReport,
  },
  selfRating: ownerOnly<SessionView['selfRating']>(null),
  disputes: ownerOnly<SessionView['disputes']>([]),
  givenFacts: ownerOnly<SessionView['givenFacts']>([]),
  factTexts: ownerOnly<SessionView['factTexts']>([]),
  steering: notOperator<SessionView['steering']>(null),
  suggestedTopics: ownerOnly<SessionView['suggestedTopics']>([]),
  transcript: notOperator<SessionView['transcript']>([]),
};

/** Keeps only what the rules name, as they say. */
function pick(
  value: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, AnyRule>>,
  audience: Audience,
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const field = value[name];
    if (field === undefined) continue;
    shown[name] = rule === 'shown' ? field : rule[audience](field as never);
  }
  return shown;
}

/** What an audience gets in place of an event that is not for it: it moves the revision and tells nothing. */
function withhold({ sessionId, at }: StoredEvent): StoredEvent {
  return { type: 'unknown', originalType: withheld, sessionId, at };
}

/** The event as this audience may see it. */
export function viewFor(audience: Audience, event: StoredEvent): StoredEvent {
  if (event.type === 'unknown') return withhold(event);
  const rule = eventRules[event.type];
  if (!rule.to.includes(audience)) return withhold(event);
  const { type, sessionId, at } = event;
  return { type, sessionId, at, ...pick(event, rule.fields, audience) } as StoredEvent;
}

/** The whole view as this audience may see it. */
export function showView(audience: Audience, view: SessionView): SessionView {
  return pick({ ...view }, viewRules, audience) as SessionView;
}

/** What those who watch may ask of the interviewer. A coach listens. */
export function steeringFor(audience: Watching): readonly string[] {
  return audience === 'owner' ? steeringKinds : [];
}

/**
 * Who is told how loud both sides are: those who have no sound of the call. In a browser call the owner has it, at the
 * page that is the phone.
 */
export function levelsFor({ phase, via }: Pick<SessionView, 'phase' | 'via'>): readonly Watching[] {
  if (phase !== 'active' && phase !== 'ending') return [];
  return via === 'browser' ? watching.filter((audience) => audience !== 'owner') : watching;
}

/** Whether two audiences see an event exactly alike, so that both can be sent the same bytes. */
export function isSameFor(type: StoredEvent['type'], one: Audience, other: Audience): boolean {
  if (type === 'unknown') return true;
  const { to, fields } = eventRules[type];
  const differs = (rule: AnyRule) => rule !== 'shown' && rule[one] !== rule[other];
  const rules = Object.values(fields) as AnyRule[];
  return to.includes(one) === to.includes(other) && (!to.includes(one) || !rules.some(differs));
}
