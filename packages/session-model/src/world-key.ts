import { toSessionKey } from './stored-session.ts';
import type { Participant, Setting, World } from './world.ts';

function toParticipantKey(
  { life, entries, sent, isRepeated, number, state, session }: Participant,
  world: World,
  { rules }: Setting,
): string {
  const stored = world.sessions[session];
  let way = '';
  if (sent !== null && stored !== undefined) {
    const isOld = sent.revision !== stored.revision;
    // A decision on an old revision conflicts, whatever it says, while the script compares revisions.
    way =
      isOld && rules.comparesRevision
        ? '<'
        : `>${sent.command.type}${sent.events.map(({ type }) => type).join()}`;
    if (sent.at < stored.nowMs) way += 'late';
    way += sent.fleetGeneration;
  }
  // A participant that is gone and has said everything no longer matters.
  if (entries.length === 0 && (life === 'gone' || life === 'crashed')) return life;
  return [life[0], number, state, entries.map(({ label }) => label).join(), isRepeated ? 'r' : '', way].join(
    '.',
  );
}

/** What tells one world from another: everything that the future depends on. */
export function toKey(world: World, setting: Setting, isLogCounted: boolean): string {
  const { carrier, budget: left, fleetGeneration, isResetKnown } = world;
  return [
    ...world.sessions.map((stored) => toSessionKey(stored, isLogCounted)),
    ...world.participants.map((participant) => toParticipantKey(participant, world, setting)),
    carrier.call,
    carrier.calls,
    carrier.messages.join(),
    Object.values(left).join(''),
    fleetGeneration,
    isResetKnown,
  ].join('\n');
}
