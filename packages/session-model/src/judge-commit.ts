import type { SessionEvent } from '@ringback/shared/contract/events';
import { toCallStatus } from '@ringback/shared/contract/lifecycle';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { Command } from '@ringback/shared/session/decide';
import { holderName } from '@ringback/shared/session/evolve-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { settlementMs } from '@ringback/shared/session/phase-limits';
import type { Property } from './properties.ts';
import type { Rules } from './rules.ts';
import type { CommitRequest, StoredSession } from './stored-session.ts';
import { learn, type Truth } from './truth.ts';

/** Facts that one command may carry past the log's limit. */
const mostEventsOfCommand = 2;

/** An applied commit, with whose it was. */
export interface Applied {
  before: StoredSession;
  after: StoredSession;
  request: CommitRequest;
  command: Command;
  /** `service/instance`, or another name for whoever holds nothing. */
  author: string;
  /** The session that the author serves. */
  servedSessionId: string;
  /** The fleet generation as the author's instance knows it. */
  fleetGeneration: number;
  logLimit: number;
}

/** One event of an applied commit, between the records before and after it. `truth` knows of it already. */
interface Happened extends Pick<Applied, 'author' | 'command' | 'servedSessionId' | 'fleetGeneration'> {
  before: SessionRecord;
  after: SessionRecord;
  event: SessionEvent;
  truth: Truth;
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
/** Settlement that is not bound to its three seconds: whoever holds something lets go when it can. */
const untimedTypes = new Set<SessionEvent['type']>(['session.released', 'session.closed']);

/** When one event breaks a property. */
const brokenByEvent: Checks<Happened> = {
  ownEventsOnly: ({ event, before, servedSessionId }) =>
    event.sessionId !== before.sessionId || servedSessionId !== before.sessionId,
  nothingAfterClosed: ({ before }) => before.phase === 'closed',
  endsOnce: ({ before, after, truth }) => truth.ends > 1 || (!isLive(before.phase) && isLive(after.phase)),
  onlySettlement: ({ before, event }) => {
    if (isLive(before.phase)) return false;
    const isLate = event.at > (before.times.endedAt ?? 0) + settlementMs;
    return !settlementTypes.has(event.type) || (isLate && !untimedTypes.has(event.type));
  },
  currentReceipt: ({ before, event, truth, author }) =>
    event.type === 'configuration.received' &&
    (event.configurationHash !== before.configurationHash || truth.interviewer !== author),
  noWordBeforeReceipt: ({ event, truth, author }) =>
    event.type === 'transcript.completed' && !truth.confirmed.includes(author),
  beginsRightly: ({ before, after, truth }) => {
    if (before.phase === 'active' || after.phase !== 'active') return false;
    const { interviewer, receiptFrom, stream } = truth;
    return interviewer === null || receiptFrom !== interviewer || stream === null;
  },
  dialledOnce: ({ before, event }) => event.type === 'call.dialled' && before.via !== 'phone',
  dialledFirst: ({ before, event, truth }) =>
    event.type === 'call.answered' && before.via === 'phone' && !truth.isDialled,
  gateFirst: ({ before, event, truth }) =>
    event.type === 'media.started' && before.via !== 'browser' && !truth.hasPassedGate,
  everyoneLetsGo: ({ event, command, truth }) => {
    const isForced = command.type === 'close' || command.type === 'expire';
    return event.type === 'session.closed' && !isForced && truth.holding.length > 0;
  },
  resetReaches: ({ before, event, command, fleetGeneration }) =>
    fleetGeneration > before.fleetGeneration &&
    isLive(before.phase) &&
    event.type !== 'session.ended' &&
    command.type !== 'release',
};

/** When an applied commit as a whole breaks a property; `folded` is its record by the events alone. */
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

function namesWhoIsThere({ fold, truth }: StoredSession): boolean {
  const { streamSid, bridge, callSid } = fold.record;
  const interviewer = bridge === null ? null : holderName('ai-bridge', bridge);
  return streamSid === truth.stream && interviewer === truth.interviewer && callSid === truth.callSid;
}

function isSame(one: SessionRecord, other: SessionRecord): boolean {
  const names = Object.keys(one) as (keyof SessionRecord)[];
  return names.every(
    (name) => one[name] === other[name] || JSON.stringify(one[name]) === JSON.stringify(other[name]),
  );
}

/** Holds an applied commit to the properties; returns the session with what is now known to be true of it. */
export function judgeCommit(
  applied: Applied,
  rules: Rules,
): { stored: StoredSession; broken: Property | null } {
  const { author } = applied;
  let record = applied.before.fold.record;
  let truth = applied.before.truth;
  for (const event of applied.request.events) {
    const folded = rules.evolve(record, event);
    truth = learn(truth, event, { author, hasBegun: record.times.activeAt !== null });
    const broken = firstBroken(brokenByEvent, { ...applied, before: record, after: folded, event, truth });
    if (broken !== null) return { stored: applied.after, broken };
    record = folded;
  }
  const stored = { ...applied.after, truth };
  const broken = firstBroken(brokenByCommit, { ...applied, after: stored, folded: record });
  return { stored, broken: broken ?? (closesByDeadlines(stored, rules) ? null : 'closesByDeadlines') };
}

/** Whether a session that everybody has forgotten closes, with nothing but its deadlines passing. */
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
