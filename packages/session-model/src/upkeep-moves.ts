import { isLive } from '@ringback/shared/session/lifecycle-table';
import { settlementMs } from '@ringback/shared/session/phase-limits';
import type { Step } from './explore.ts';
import { properties } from './properties.ts';
import type { Rules } from './rules.ts';
import { configurationAfter, isSettled, type StoredSession, toRecordKey } from './stored-session.ts';
import {
  enqueue,
  type Moves,
  mayGoWrong,
  type Participant,
  spend,
  type World,
  withParticipant,
  withSession,
} from './world.ts';

/** Whether a participant still has facts for the record. Only then does it matter that the settlement is over. */
function hasFacts(world: World, index: number): boolean {
  return world.participants.some(
    ({ session, entries }) => session === index && entries.some(({ command }) => command.type === 'record'),
  );
}

/** Time matters only by what it makes pass: the settlement, and the deadline of the phase. */
function passTime(world: World, index: number, stored: StoredSession): Step<World>[] {
  const { deadlineAt, times, sessionId, phase } = stored.fold.record;
  const steps: Step<World>[] = [];
  if (phase === 'ended' && times.endedAt !== null && !isSettled(stored) && hasFacts(world, index)) {
    const settled = { ...stored, nowMs: times.endedAt + settlementMs + 1 };
    steps.push({ text: `the settlement of ${sessionId} is over`, world: withSession(world, index, settled) });
  }
  const reaper = world.participants.find(({ kind }) => kind === 'reaper');
  if (deadlineAt === null || !mayGoWrong(world, 'deadline') || reaper?.entries.length !== 0) return steps;
  // The reaper has seen it. Its command may arrive late, when the session has moved on.
  const expiry = enqueue({ ...reaper, session: index }, `expiry of ${phase}`, {
    type: 'expire',
    nowMs: deadlineAt,
  });
  const overdue = withSession(spend(world, 'misfortunes'), index, { ...stored, nowMs: deadlineAt });
  const text = `the deadline of ${sessionId} passes, the reaper sights it`;
  return [...steps, { text, world: withReaper(overdue, expiry) }];
}

function withReaper(world: World, reaper: Participant): World {
  const participants = world.participants.map((other) => (other.kind === 'reaper' ? reaper : other));
  return { ...world, participants };
}

/** Resets: the generation rises, instances learn of it at some time, and the walk ends what it finds. */
function reset(world: World, walker: Participant, stored: StoredSession): Step<World>[] {
  if (world.budget.resets > 0) {
    const raised = { ...spend(world, 'resets'), fleetGeneration: world.fleetGeneration + 1 };
    return [{ text: 'a reset of all raises the fleet generation', world: raised }];
  }
  if (world.fleetGeneration === 0) return [];
  const steps: Step<World>[] = [];
  if (!world.isResetKnown) {
    steps.push({ text: 'the instances learn of the reset', world: { ...world, isResetKnown: true } });
  }
  if (walker.operations === 0 && isLive(stored.fold.record.phase)) {
    const ended = enqueue(walker, 'end reset', { type: 'end', reason: 'reset' });
    steps.push({ text: 'the reset walks to the session', world: withParticipant(world, ended) });
  }
  return steps;
}

function browse(world: World, gateway: Participant, stored: StoredSession): Step<World>[] {
  const { changes } = stored.oracle;
  const steps: Step<World>[] = [];
  if (gateway.entries.length > 0) return steps;
  if (world.budget.changes > 0) {
    const command = { type: 'change_configuration', ...configurationAfter(changes + 1) } as const;
    const changed = enqueue(gateway, `change to ${command.jobConfiguration.jobTitle}`, command);
    steps.push({
      text: 'the candidate changes the job configuration',
      world: withParticipant(spend(world, 'changes'), changed),
    });
  }
  if (world.budget.practiceAgain > 0) {
    const ended = enqueue(gateway, 'end superseded', { type: 'end', reason: 'superseded' });
    steps.push({
      text: 'the candidate practises again',
      world: withParticipant(spend(world, 'practiceAgain'), ended),
    });
  }
  return steps;
}

const mortals = new Set<Participant['kind']>(['bridge', 'line', 'worker', 'reporter']);

/** A process dies: what it wanted is forgotten, but for a commit that is on its way. */
function crash(world: World, dying: Participant): Step<World>[] {
  const isMortal = mortals.has(dying.kind);
  const isThere = dying.life === 'serving' || dying.entries.length > 0 || dying.state > 0 || dying.number > 0;
  if (!isMortal || !isThere || dying.life === 'crashed' || !mayGoWrong(world, 'crash')) return [];
  const participants = world.participants.map((other): Participant => {
    if (other.instance !== dying.instance || other.life === 'crashed') return other;
    return {
      ...other,
      life: 'crashed',
      entries: other.sent === null ? [] : other.entries.slice(0, 1),
      isRepeated: false,
    };
  });
  return [{ text: `${dying.name} is killed`, world: { ...spend(world, 'misfortunes'), participants } }];
}

/** An instance of another version commits something unknown here. An earlier decision is made again. */
function commitForeign(world: World, index: number, stored: StoredSession, rules: Rules): Step<World>[] {
  const { record, view } = stored.fold;
  if (!mayGoWrong(world, 'foreign') || record.phase === 'closed') return [];
  const event = {
    ...({ type: 'unknown', originalType: 'call.transferred' } as const),
    ...{ sessionId: record.sessionId, at: stored.nowMs },
  };
  const moved = {
    ...stored,
    fold: { record: rules.evolve(record, event), view: rules.evolveView(view, event) },
    revision: stored.revision + 1,
  };
  const isSame =
    toRecordKey(moved.fold.record) === toRecordKey(record) &&
    moved.fold.record.deadlineAt === record.deadlineAt &&
    moved.fold.view.status === view.status &&
    moved.fold.view.transcript === view.transcript;
  const text = `another version commits what is not known here, revision ${moved.revision}`;
  if (!isSame) return [{ text, world, broken: properties.foreignChangesNothing }];
  return [{ text, world: withSession(spend(world, 'misfortunes'), index, moved) }];
}

/** From now on no service can read the record. Commits decided before may still arrive. */
function damage(world: World, index: number, stored: StoredSession): Step<World>[] {
  const { phase, sessionId } = stored.fold.record;
  if (!mayGoWrong(world, 'unreadable') || phase === 'closed' || stored.unreadable !== 'no') return [];
  const damaged = { ...stored, unreadable: 'damaged' } as const;
  const text = `the record of ${sessionId} cannot be read any more`;
  return [{ text, world: withSession(spend(world, 'misfortunes'), index, damaged) }];
}

/** Time, crashes, the reaper, resets, other versions, and what the candidate does on the page. */
export const upkeepMoves: Moves = (world, { rules }) => [
  ...world.sessions.flatMap((stored, index) => passTime(world, index, stored)),
  ...world.sessions.flatMap((stored, index) => commitForeign(world, index, stored, rules)),
  ...world.sessions.flatMap((stored, index) => damage(world, index, stored)),
  ...world.participants.flatMap((participant) => {
    const stored = world.sessions[participant.session];
    if (stored === undefined) return [];
    if (participant.kind === 'reset') return reset(world, participant, stored);
    if (participant.kind === 'gateway') return browse(world, participant, stored);
    return crash(world, participant);
  }),
];
