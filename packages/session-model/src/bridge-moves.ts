import type { ItemId } from '@ringback/shared/contract/ids';
import type { Fact } from '@ringback/shared/session/command';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { Step } from './explore.ts';
import { configurationAfter, type StoredSession } from './stored-session.ts';
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

/** More than this at once would only repeat what two show. */
const mostEntries = 2;

const fact = (bridge: Participant, one: Fact): Participant =>
  enqueue(bridge, one.type, { type: 'record', facts: [one] }, true);

const words = (itemId: ItemId): Fact => ({
  type: 'transcript.completed',
  itemId,
  previousItemId: null,
  speaker: 'interviewer',
  text: 'words',
  startedAtMs: 0,
  endedAtMs: 1,
});

/** Takes the lease as lease.lua gives it, and joins. */
function open(world: World, bridge: Participant, stored: StoredSession): Step<World>[] {
  const { record } = stored.fold;
  // A bridge that is gone has given its lease back. A dead bridge's lease has run out.
  const holder = world.participants.find(({ kind, name }) => kind === 'bridge' && name === stored.holder);
  const isFree = holder?.life !== 'serving';
  if (bridge.life !== 'idle' || !isFree || !isLive(record.phase)) return [];
  const token = stored.token + 1;
  const leased = withSession(world, bridge.session, { ...stored, holder: bridge.name, token });
  const serving: Participant = { ...bridge, life: 'serving', number: token };
  const joining = fact(serving, { type: 'interviewer.joined', bridge: bridge.instance as never, token });
  return [
    { text: `${bridge.name} takes the lease with token ${token}`, world: withParticipant(leased, joining) },
  ];
}

function serve(world: World, bridge: Participant, stored: StoredSession): Step<World>[] {
  const { record } = stored.fold;
  const { changes } = stored.oracle;
  if (bridge.entries.length >= mostEntries || !isLive(record.phase)) return [];
  const steps: Step<World>[] = [];
  const does = (text: string, before: World, changed: Participant) =>
    steps.push({ text: `${bridge.name} ${text}`, world: withParticipant(before, changed) });
  if (bridge.state < changes) {
    const { configurationHash } = configurationAfter(changes);
    const confirmed = { ...bridge, state: changes };
    does(
      'hears that its model confirms the configuration',
      world,
      fact(confirmed, { type: 'configuration.received', configurationHash }),
    );
  }
  // It trusts that its receipt was accepted, and may be wrong.
  if (world.budget.words > 0)
    does('has words for the record', spend(world, 'words'), fact(bridge, words(bridge.name)));
  if (world.budget.goodbyes > 0 && record.phase === 'active') {
    does('says goodbye', spend(world, 'goodbyes'), fact(bridge, { type: 'goodbye.started' }));
  }
  if (mayGoWrong(world, 'loss')) {
    does('loses its link and leaves', spend(world, 'misfortunes'), release({ ...bridge, life: 'gone' }));
  }
  return steps;
}

function release(bridge: Participant): Participant {
  return enqueue(bridge, 'release', {
    type: 'release',
    service: 'ai-bridge',
    instance: bridge.instance as never,
  });
}

function settle(world: World, bridge: Participant, stored: StoredSession): Step<World>[] {
  if (isLive(stored.fold.record.phase)) return [];
  const gone: Participant = { ...bridge, life: 'gone' };
  const leave = (before: World, changed: Participant, how: string) => ({
    text: `${bridge.name} hears of the end and leaves${how}`,
    world: withParticipant(before, release(changed)),
  });
  const steps = [leave(world, gone, '')];
  if (world.budget.words > 0)
    steps.push(leave(spend(world, 'words'), fact(gone, words(bridge.name)), ' with last words'));
  return steps;
}

function lapse(world: World, bridge: Participant, stored: StoredSession): Step<World>[] {
  if (stored.holder !== bridge.name || !mayGoWrong(world, 'lapse')) return [];
  const text = `the lease of ${bridge.name} runs out while it is frozen`;
  return [
    { text, world: spend(withSession(world, bridge.session, { ...stored, holder: null }), 'misfortunes') },
  ];
}

/** What an ai-bridge may do. It is eager: it has words as soon as it serves, so that only the rules keep it silent. */
export const bridgeMoves: Moves = (world) =>
  world.participants.flatMap((bridge) => {
    const stored = world.sessions[bridge.session];
    if (bridge.kind !== 'bridge' || stored === undefined) return [];
    const steps = [...open(world, bridge, stored), ...lapse(world, bridge, stored)];
    if (bridge.life === 'serving')
      steps.push(...serve(world, bridge, stored), ...settle(world, bridge, stored));
    return steps;
  });
