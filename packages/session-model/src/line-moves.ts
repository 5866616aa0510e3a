import type { Fact } from '@ringback/shared/session/command';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { Step } from './explore.ts';
import type { StoredSession } from './stored-session.ts';
import {
  enqueue,
  type Moves,
  mayGoWrong,
  type Participant,
  spend,
  type World,
  withParticipant,
} from './world.ts';

const mostStreams = 2;
const mostEntries = 2;

const fact = (line: Participant, one: Fact): Participant =>
  enqueue(line, 'streamSid' in one ? `${one.type} ${one.streamSid}` : one.type, {
    type: 'record',
    facts: [one],
  });

function serve(world: World, line: Participant, stored: StoredSession): Step<World>[] {
  const { record } = stored.fold;
  if (line.entries.length >= mostEntries || !isLive(record.phase)) return [];
  const steps: Step<World>[] = [];
  const does = (text: string, before: World, changed: Participant) =>
    steps.push({ text: `${line.name} ${text}`, world: withParticipant(before, changed) });
  const streamSid = `MZ-${line.instance}-${line.number}`;
  if (line.state === 0) {
    if (line.number >= mostStreams) return steps;
    const number = line.number + 1;
    const attached: Participant = { ...line, life: 'serving', state: 1, number };
    const started: Fact = {
      type: 'media.started',
      streamSid: `MZ-${line.instance}-${number}`,
      instance: line.instance as never,
    };
    does(`has its media stream ${number}`, world, fact(attached, started));
    return steps;
  }
  if (mayGoWrong(world, 'loss')) {
    const lost = fact({ ...line, state: 0 }, { type: 'media.lost', streamSid });
    does('loses its media stream', spend(world, 'misfortunes'), lost);
    if (record.bridge !== null) {
      const without = fact(line, { type: 'interviewer.lost', bridge: record.bridge as never });
      does(`loses its link to ${record.bridge}`, spend(world, 'misfortunes'), without);
    }
  }
  if (world.budget.hangUps > 0) {
    const ended = enqueue({ ...line, state: 0 }, 'end hung up', {
      type: 'end',
      reason: 'hung_up_by_candidate',
    });
    does('is told that the candidate hung up', spend(world, 'hangUps'), ended);
  }
  return steps;
}

function leave(world: World, line: Participant, stored: StoredSession): Step<World>[] {
  const { record } = stored.fold;
  if (isLive(record.phase) || !record.holders.includes(line.name)) return [];
  const gone: Participant = { ...line, life: 'gone', state: 0 };
  const released = enqueue(gone, 'release', {
    type: 'release',
    service: 'telephony',
    instance: line.instance as never,
  });
  return [{ text: `${line.name} hears of the end and leaves`, world: withParticipant(world, released) }];
}

/**
 * What telephony may do with a session’s media stream. Streams come at any moment, so that only the rules keep them
 * out.
 */
export const lineMoves: Moves = (world) =>
  world.participants.flatMap((line) => {
    const stored = world.sessions[line.session];
    if (line.kind !== 'line' || stored === undefined || line.life === 'gone' || line.life === 'crashed')
      return [];
    return [...serve(world, line, stored), ...leave(world, line, stored)];
  });
