import type { Fact } from '@ringback/shared/session/command';
import type { Step } from './explore.ts';
import { properties } from './properties.ts';
import { mayDial } from './replies.ts';
import {
  type Carrier,
  enqueue,
  type Moves,
  mayGoWrong,
  type Participant,
  spend,
  type World,
  withParticipant,
} from './world.ts';

const callSid = 'CA1';
const commits = (participant: Participant, facts: readonly Fact[]): Participant =>
  facts.reduce((before, one) => enqueue(before, one.type, { type: 'record', facts: [one] }), participant);

/** A dial job reaches a worker, which commits its intent. A job may be delivered twice. */
function deliverJob(world: World, worker: Participant): Step<World>[] {
  if (worker.entries.length > 0 || worker.state === mayDial) return [];
  const isFirst = worker.number === 0;
  if (!isFirst && !mayGoWrong(world, 'duplicate')) return [];
  const took = { ...worker, number: worker.number + 1 };
  const intent = commits(took, [{ type: 'call.dialled', instance: worker.instance as never }]);
  const after = withParticipant(isFirst ? world : spend(world, 'misfortunes'), intent);
  return [{ text: `the dial job reaches ${worker.name}${isFirst ? '' : ' again'}`, world: after }];
}

/** The single POST. Its answer arrives or is lost. */
function dial(world: World, worker: Participant): Step<World>[] {
  if (worker.state !== mayDial) return [];
  const done = { ...worker, state: 0 };
  const calls = world.carrier.calls + 1;
  const carrier: Carrier = { ...world.carrier, call: 'queued', calls };
  const broken = calls > 1 ? properties.dialledOnce : undefined;
  const placed = commits(done, [{ type: 'call.placed', callSid }]);
  const steps: Step<World>[] = [
    { text: `${worker.name} dials`, world: withParticipant({ ...world, carrier }, placed), broken },
  ];
  if (mayGoWrong(world, 'lost_reply')) {
    const text = `${worker.name} dials and gets no answer`;
    steps.push({ text, world: withParticipant({ ...spend(world, 'misfortunes'), carrier }, done), broken });
  }
  return steps;
}

function says(carrier: Carrier, call: Carrier['call'], ...messages: string[]): Carrier {
  return { ...carrier, call, messages: [...new Set([...carrier.messages, ...messages])].sort() };
}

function carrierSteps(world: World): Step<World>[] {
  const { carrier } = world;
  const isDialIn = world.sessions[0]?.fold.record.via === 'dial_in';
  const becomes = (text: string, after: Carrier, before = world): Step<World> => ({
    text,
    world: { ...before, carrier: after },
  });
  switch (carrier.call) {
    case 'none':
      return isDialIn ? [becomes('the candidate calls in', says(carrier, 'in_progress', 'voice'))] : [];
    case 'queued':
      return [
        becomes('the phone rings', says(carrier, 'ringing', 'ringing')),
        becomes('the number is busy', says(carrier, 'completed', 'busy')),
      ];
    case 'ringing':
      return [becomes('the candidate answers', says(carrier, 'in_progress', 'answered', 'voice'))];
    case 'in_progress':
      if (world.budget.hangUps === 0) return [];
      return [
        becomes('the candidate hangs up', says(carrier, 'completed', 'completed'), spend(world, 'hangUps')),
      ];
    default:
      return [];
  }
}

const factsOf: Record<string, readonly Fact[]> = {
  ringing: [{ type: 'call.placed', callSid }, { type: 'call.ringing' }],
  answered: [{ type: 'call.placed', callSid }, { type: 'call.answered' }],
  voice: [{ type: 'call.placed', callSid }, { type: 'call.answered' }],
  ready: [{ type: 'call.ready' }],
};

function heard(webhook: Participant, message: string): Participant {
  if (message === 'busy') return enqueue(webhook, 'end busy', { type: 'end', reason: 'busy' });
  if (message === 'completed') {
    return enqueue(webhook, 'end completed', { type: 'end', reason: 'hung_up_by_candidate' });
  }
  return commits(webhook, factsOf[message] ?? []);
}

/** Any message on its way may arrive next. It may arrive twice or, if never chosen, not at all. */
function deliver(world: World, webhook: Participant): Step<World>[] {
  if (webhook.entries.length > 0) return [];
  return [
    ...stray(world, webhook),
    ...world.carrier.messages.flatMap((message) => {
      const rest = world.carrier.messages.filter((other) => other !== message);
      // The gate's question is answered with key 1.
      const next = message === 'voice' ? [...rest, 'ready'].sort() : rest;
      const after = withParticipant(world, heard(webhook, message));
      const carrier = { ...world.carrier, messages: next };
      const steps: Step<World>[] = [
        { text: `the carrier’s ${message} arrives`, world: { ...after, carrier } },
      ];
      if (mayGoWrong(world, 'duplicate')) {
        steps.push({
          text: `the carrier’s ${message} arrives, and will again`,
          world: spend(after, 'misfortunes'),
        });
      }
      return steps;
    }),
  ];
}

/** A report that names this session but another call: a mistake, or an earlier call. */
function stray(world: World, webhook: Participant): Step<World>[] {
  if (!mayGoWrong(world, 'stray')) return [];
  const other = commits(webhook, [{ type: 'call.placed', callSid: 'CA2' }, { type: 'call.answered' }]);
  const after = withParticipant(spend(world, 'misfortunes'), other);
  return [{ text: 'an answer of another call arrives', world: after }];
}

/** The carrier’s side of a call, and our parts that talk to it. */
export const phoneMoves: Moves = (world) => [
  ...carrierSteps(world),
  ...world.participants.flatMap((participant) => {
    if (participant.life === 'crashed') return [];
    if (participant.kind === 'worker')
      return [...deliverJob(world, participant), ...dial(world, participant)];
    return participant.kind === 'webhook' ? deliver(world, participant) : [];
  }),
];
