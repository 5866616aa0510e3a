import { isDeepStrictEqual } from 'node:util';
import type { SessionEvent } from '@ringback/shared/contract/events';
import { toCallStatus } from '@ringback/shared/contract/lifecycle';
import { holderName, type SessionRecord } from '@ringback/shared/contract/session-record';
import type { Command } from '@ringback/shared/session/command';
import { toPublicState } from '@ringback/shared/session/evolve-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { settlementMs } from '@ringback/shared/session/phase-limits';
import { learn, type Oracle } from './oracle.ts';
import type { Property } from './properties.ts';
import type { Rules } from './rules.ts';
import type { CommitRequest, StoredSession } from './stored-session.ts';

/** Facts that one command may carry past the log's limit. */
const mostEventsOfCommand = 2;

/** An applied commit and its author. */
export interface Applied {
  before: StoredSession;
  after: StoredSession;
  request: CommitRequest;
  command: Command;
  /** `service/instance`, or another name for an author that holds nothing. */
  author: string;
  /** The session that the author serves. */
  servedSessionId: string;
  /** The fleet generation as the author's instance knows it. */
  fleetGeneration: number;
  logLimit: number;
}

/** One event of an applied commit, between the records before and after it. `oracle` already knows of it. */
interface Happened extends Pick<Applied, 'author' | 'command' | 'servedSessionId' | 'fleetGeneration'> {
  before: SessionRecord;
  after: SessionRecord;
  event: SessionEvent;
  oracle: Oracle;
}

type Checks<Subject> = Partial<Record<Property, (subject: Subject) => boolean>>;

const settlementTypes = new Set<SessionEvent['type']>([
  'transcript.completed',
  'transcript.interrupted',
  'speech.measured',
  'model.used',
  'call.placed',
  'session.released',
  'session.closed',
]);
/** All that a closed session still takes. */
const afterwardsTypes = new Set<SessionEvent['type']>([
  'report.queued',
  'report.started',
  'report.progressed',
  'report.ready',
  'report.insufficient',
  'report.failed',
  'self_rating.given',
  'transcript.corrected',
  'finding.disputed',
  'fact.given',
  'stronger_answer.started',
  'stronger_answer.ready',
  'stronger_answer.failed',
]);
/** Settlement that is not bound to its three seconds: a holder lets go when it can. */
const untimedTypes = new Set<SessionEvent['type']>(['session.released', 'session.closed']);

/** When one event breaks a property. */
const brokenByEvent: Checks<Happened> = {
  ownEventsOnly: ({ event, before, servedSessionId }) =>
    event.sessionId !== before.sessionId || servedSessionId !== before.sessionId,
  nothingAfterClosed: ({ before, after, event }) =>
    before.phase === 'closed' && (after.phase !== 'closed' || !afterwardsTypes.has(event.type)),
  onlyAfterClosed: ({ before, event }) => before.phase !== 'closed' && afterwardsTypes.has(event.type),
  endsOnce: ({ before, after, oracle }) => oracle.ends > 1 || (!isLive(before.phase) && isLive(after.phase)),
  onlySettlement: ({ before, event }) => {
    if (before.phase !== 'ended') return false;
    const isLate = event.at > (before.times.endedAt ?? 0) + settlementMs;
    return !settlementTypes.has(event.type) || (isLate && !untimedTypes.has(event.type));
  },
  oneReportEach: ({ event, oracle, before }) => {
    if (event.type === 'report.queued') return oracle.isDoubled || !oracle.hadInterview;
    return afterwardsTypes.has(event.type) && (oracle.isDoubled || before.times.activeAt === null);
  },
  oneAnswerEach: ({ oracle }) => oracle.isMisgiven,
  currentReceipt: ({ before, event, oracle, author }) =>
    event.type === 'configuration.received' &&
    (event.configurationHash !== before.configurationHash || oracle.interviewer !== author),
  noWordBeforeReceipt: ({ event, oracle, author }) =>
    event.type === 'transcript.completed' && !oracle.confirmed.includes(author),
  beginsRightly: ({ before, after, oracle }) => {
    if (before.phase === 'active' || after.phase !== 'active') return false;
    const { interviewer, receiptFrom, stream } = oracle;
    return interviewer === null || receiptFrom !== interviewer || stream === null;
  },
  dialledOnce: ({ before, event }) => event.type === 'call.dialled' && before.via !== 'phone',
  dialledFirst: ({ before, event, oracle }) =>
    event.type === 'call.answered' && before.via === 'phone' && !oracle.isDialled,
  gateFirst: ({ before, event, oracle }) =>
    event.type === 'media.started' && before.via !== 'browser' && !oracle.hasPassedGate,
  everyoneLetsGo: ({ event, command, oracle }) => {
    const isForced = command.type === 'close' || command.type === 'expire';
    return event.type === 'session.closed' && !isForced && oracle.holding.length > 0;
  },
  resetReaches: ({ before, event, command, fleetGeneration }) =>
    fleetGeneration > before.fleetGeneration &&
    isLive(before.phase) &&
    event.type !== 'session.ended' &&
    command.type !== 'release',
};

/** When an applied commit as a whole breaks a property. `folded` is its record from the events alone. */
const brokenByCommit: Checks<Applied & { folded: SessionRecord }> = {
  appliedOnce: ({ before, request }) => before.operations.includes(request.operation),
  fencedOff: ({ before, request }) => request.token !== null && request.token !== before.token,
  revisionsFollow: ({ before, after, request }) =>
    request.events.length === 0 || after.revision !== before.revision + request.events.length,
  recordIsFold: ({ after, folded }) => !isSame(folded, after.fold.record),
  namesWhoIsThere: ({ after }) => isLive(after.fold.record.phase) && !namesWhoIsThere(after),
  statusFollowsPhase: ({ after }) => {
    const { record, view } = after.fold;
    return view.phase !== record.phase || view.status !== toCallStatus(record.phase);
  },
  viewTellsRecord: ({ after }) => !tellsRecord(after.fold),
  reportFollows: ({ after: { fold, oracle } }) =>
    fold.record.phase === 'closed' && oracle.hadInterview && oracle.queued === 0,
  hasDeadline: ({ after }) =>
    (after.fold.record.deadlineAt === null) !== (after.fold.record.phase === 'closed'),
  deadlineSpares: ({ before, command }) =>
    command.type === 'expire' && before.nowMs < (before.fold.record.deadlineAt ?? 0),
  logIsBounded: ({ after, logLimit }) =>
    isLive(after.fold.record.phase) && after.revision > logLimit + mostEventsOfCommand,
};

function firstBroken<Subject>(checks: Checks<Subject>, subject: Subject): Property | null {
  for (const [property, isBroken] of Object.entries(checks)) {
    if (isBroken(subject)) return property as Property;
  }
  return null;
}

function namesWhoIsThere({ fold, oracle }: StoredSession): boolean {
  const { streamSid, bridge, callSid } = fold.record;
  const interviewer = bridge === null ? null : holderName('ai-bridge', bridge);
  return streamSid === oracle.stream && interviewer === oracle.interviewer && callSid === oracle.callSid;
}

function tellsRecord({ record, view }: StoredSession['fold']): boolean {
  const state = toPublicState(record);
  return (Object.keys(state) as (keyof typeof state)[]).every((name) =>
    isDeepStrictEqual(state[name], view[name]),
  );
}

function isSame(one: SessionRecord, other: SessionRecord): boolean {
  const names = Object.keys(one) as (keyof SessionRecord)[];
  return names.every(
    (name) => one[name] === other[name] || JSON.stringify(one[name]) === JSON.stringify(other[name]),
  );
}

/** Checks an applied commit against the properties. Returns the session with what is now known to be true of it. */
export function judgeCommit(
  applied: Applied,
  rules: Rules,
): { stored: StoredSession; broken: Property | null } {
  const { author } = applied;
  let record = applied.before.fold.record;
  let oracle = applied.before.oracle;
  for (const event of applied.request.events) {
    const folded = rules.evolve(record, event);
    const hasBegun = record.times.activeAt !== null;
    oracle = learn(oracle, event, { author, hasBegun, isActive: folded.phase === 'active' });
    const broken = firstBroken(brokenByEvent, { ...applied, before: record, after: folded, event, oracle });
    if (broken !== null) return { stored: applied.after, broken };
    record = folded;
  }
  const stored = { ...applied.after, oracle };
  const broken = firstBroken(brokenByCommit, { ...applied, after: stored, folded: record });
  return { stored, broken: broken ?? (closesByDeadlines(stored, rules) ? null : 'closesByDeadlines') };
}

/** Whether a session that every participant has forgotten closes when only its deadlines pass. */
function closesByDeadlines(stored: StoredSession, rules: Rules): boolean {
  let { record } = stored.fold;
  for (let round = 0; round < 3 && record.phase !== 'closed'; round += 1) {
    const nowMs = record.deadlineAt;
    if (nowMs === null) return false;
    const decision = rules.decide(record, { type: 'expire', nowMs }, nowMs);
    if (decision.outcome !== 'events') return false;
    record = decision.events.reduce(rules.evolve, record);
  }
  return record.phase === 'closed';
}
