import { randomUUID } from 'node:crypto';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { type Stopwatch, startStopwatch } from '../support/event-loop-stall.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import {
  callPhone,
  expectFaultless,
  type PhoneStack,
  type PlacedCall,
  readEvents,
  startPhoneStack,
  whenClosed,
} from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';

let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const phaseOf = async ({ sessionId }: PlacedCall) => (await stack.store.read(sessionId))?.record.phase;
const inPhase = (placed: PlacedCall, phase: string) =>
  eventually(async () => {
    const now = await phaseOf(placed);
    if (now !== phase) throw new Error(`the session is ${now}, not ${phase}`);
  }, 10_000);

async function open({ call }: PlacedCall) {
  await eventually(() => call.gathers.length === 1, 10_000);
  call.press('1');
  return (await call.streamOpened()).client;
}

/** How a call gets to each phase in which either side can hang up. */
const phases: readonly { name: string; phase: string; reach(placed: PlacedCall): Promise<unknown> }[] = [
  { name: 'it rings', phase: 'ringing', reach: ({ call }) => call.reached('ringing') },
  {
    name: 'the gate asks',
    phase: 'answered',
    reach: ({ call }) => eventually(() => call.gathers.length === 1, 10_000),
  },
  {
    name: 'the interviewer connects',
    phase: 'connecting',
    reach: (placed) => {
      stack.model.faults.mute = true;
      return open(placed);
    },
  },
  {
    name: 'the interviewer speaks',
    phase: 'active',
    reach: async (placed) => whenHeard(await open(placed), 500),
  },
  {
    name: 'the candidate speaks',
    phase: 'active',
    reach: async (placed) => {
      const client = await open(placed);
      await placed.viewer.waitFor('transcript.completed');
      void client.say(tone(3_000));
      await (await stack.model.session(0)).waitForSent('input_audio_buffer.speech_started');
    },
  },
  {
    name: 'the goodbye is played',
    phase: 'ending',
    reach: async (placed) => {
      const client = await open(placed);
      await placed.viewer.waitFor('transcript.completed');
      await client.say(tone(900));
      await inPhase(placed, 'ending');
    },
  },
];

const answers = () => [
  { text: 'Welcome to the interview.', audioMs: 1_500 },
  {
    text: 'Thank you very much for your time and goodbye.',
    audioMs: 5_000,
    toolCalls: [{ name: 'end_interview', arguments: { reason: 'completed' } }],
  },
];

/** A call in a phase, by the record too. */
async function reach(index: number) {
  const wanted = phases[index];
  if (wanted === undefined) throw new Error('no such phase');
  const script = { answers: answers(), heard: ['That was all'], msPerWord: 80 };
  // While it rings it is not answered. Later phases answer at once.
  const rings = wanted.phase === 'ringing';
  stack = await startPhoneStack(rings ? { type: 'by_hand' } : { type: 'answers', afterMs: 500 }, { script });
  if (wanted.phase === 'connecting') stack.model.faults.mute = true;
  const placed = await callPhone(stack);
  await wanted.reach(placed);
  await inPhase(placed, wanted.phase);
  return placed;
}

/** One end, with one reason, and nothing is left anywhere. */
async function expectOneEnd(placed: PlacedCall, reason: string, watch: Stopwatch): Promise<void> {
  const { sessionId, call } = placed;
  await placed.viewer.waitForStatus('ended');
  expect(watch.ms()).toBeLessThan(1_500);
  await call.ended;
  expect((await whenClosed(stack, sessionId)).endReason).toBe(reason);
  const events = await readEvents(stack, sessionId);
  expect(events.filter(({ type }) => type === 'session.ended')).toHaveLength(1);
  expect(stack.carrier.calls).toHaveLength(1);
  expect(call.callbacks.filter(({ event }) => event === 'completed')).toHaveLength(1);
  expectFaultless(call);
  await quietCheck(stack);
}

describe('hanging up', { timeout: 40_000 }, () => {
  it.each(phases.map(({ name }, index) => [name, index] as const))(
    'on the phone while %s ends the session once',
    async (_name, index) => {
      const placed = await reach(index);
      const watch = startStopwatch();
      if (index === 0) placed.call.decline();
      else placed.call.hangUp();
      await expectOneEnd(placed, index === 0 ? 'declined' : 'hung_up_by_candidate', watch);
    },
  );

  it.each(phases.map(({ name }, index) => [name, index] as const))(
    'on the page while %s takes the call down',
    async (_name, index) => {
      const placed = await reach(index);
      const watch = startStopwatch();
      const answer = await placed.candidate.fetch(`/api/sessions/${placed.sessionId}/end`, {
        body: { operationId: randomUUID() },
      });
      expect(answer.status).toBe(202);
      await expectOneEnd(placed, 'hung_up_by_candidate', watch);
      expect(placed.call.status).toBe(index === 0 ? 'canceled' : 'completed');
    },
  );
});
