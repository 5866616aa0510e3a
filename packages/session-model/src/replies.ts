import type { Rules } from './rules.ts';
import { newStoredSession } from './stored-session.ts';
import { type Participant, type World, withParticipant } from './world.ts';

/** What a participant does with the reply to its command. */
export function applyReply(
  world: World,
  participant: Participant,
  { label, outcome, rules }: { label: string; outcome: string; rules: Rules },
): World {
  if (participant.kind === 'bridge' && label === 'interviewer.joined') {
    // If it has not joined it holds nothing, so it leaves.
    return outcome === 'ok' || outcome === 'duplicate'
      ? world
      : withParticipant(world, { ...participant, life: 'gone', entries: [] });
  }
  if (participant.kind === 'line' && label.startsWith('media.started')) {
    // A stream that is not accepted is closed.
    const isTaken = outcome === 'ok' || outcome === 'duplicate';
    return isTaken ? world : withParticipant(world, { ...participant, state: 0 });
  }
  if (participant.kind === 'worker' && label === 'call.dialled') {
    const dials = outcome === 'ok' || !rules.dialsOnAcceptedIntentOnly;
    return dials ? withParticipant(world, { ...participant, state: mayDial }) : world;
  }
  if (participant.kind === 'reporter' && label.startsWith('report.started')) {
    const isTaken = outcome === 'ok' || outcome === 'duplicate';
    return isTaken ? world : withParticipant(world, { ...participant, number: 0 });
  }
  if (participant.kind === 'reporter') return withParticipant(world, { ...participant, number: 0 });
  if (participant.kind === 'gateway' && label === 'end superseded' && world.sessions.length === 1) {
    return { ...world, sessions: [...world.sessions, newStoredSession(1, 'browser')] };
  }
  return world;
}

/** The state of a dial worker that is about to call the carrier. */
export const mayDial = 1;
