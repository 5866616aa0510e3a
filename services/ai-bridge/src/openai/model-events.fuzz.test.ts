import { sessionEventSchema } from '@ringback/shared/contract/events';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { expect, it } from 'vitest';
import { transition } from '../domain/bridge.ts';
import { createBridgeState } from '../domain/bridge-start.ts';
import type { BridgeInput } from '../domain/bridge-state.ts';
import { buildInstructions } from '../domain/instructions.ts';
import { toClientEvent } from './client-events.ts';
import { parseServerEvent } from './server-events.ts';

/** Stored so that a failure comes again; add the seed of any new one. */
const seeds = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 20261122, 424242, 777777, 31337, 99991];
const eventsPerSeed = 400;

/** Mulberry32: small, and the same everywhere. */
function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}
type Random = ReturnType<typeof createRandom>;

const types = [
  ...['session.created', 'session.updated', 'conversation.item.added', 'response.created', 'response.done'],
  ...['response.output_audio.delta', 'response.output_audio.done', 'response.output_audio_transcript.delta'],
  ...['input_audio_buffer.speech_started', 'input_audio_buffer.speech_stopped', 'error', 'made.up', ''],
  'conversation.item.input_audio_transcription.delta',
  'conversation.item.input_audio_transcription.completed',
  'conversation.item.input_audio_transcription.failed',
];
const jobConfiguration = jobConfigurationSchema.parse({
  jobTitle: 'Baker',
  jobDescription: 'You will lead.',
});
const instructions = buildInstructions(jobConfiguration);

/** Few ids, so that events meet: overlapping responses, deltas after done, items of the other speaker. */
function anything(random: Random): unknown {
  return random.pick<() => unknown>([
    () => random.pick(['a', 'b', 'c']),
    () => random.pick(['a', 'b', 'c']),
    () => null,
    () => random.below(100_000),
    () => -1,
    () => Number.MAX_SAFE_INTEGER,
    () => ({}),
    () => [],
    () => 'x'.repeat(random.pick([129, 300, 25_000])),
    () => '\ufffd\u0000\u202e',
    () => true,
  ])();
}

function event(random: Random): unknown {
  const id = () => (random.below(8) === 0 ? anything(random) : random.pick(['a', 'b', 'c', 'd']));
  const number = () => (random.below(8) === 0 ? anything(random) : random.below(60_000));
  const whole: Record<string, unknown> = {
    type: random.pick(types),
    item_id: id(),
    response_id: id(),
    previous_item_id: id(),
    delta: random.below(4) === 0 ? anything(random) : '/////////////w==',
    transcript: random.below(3) === 0 ? anything(random) : 'some words',
    audio_start_ms: number(),
    audio_end_ms: number(),
    session: { instructions: random.pick([instructions, 'other', 7]), expires_at: number() },
    item: {
      id: id(),
      type: random.pick(['message', 'function_call']),
      role: random.pick(['user', 'assistant']),
    },
    response: {
      id: id(),
      status: random.pick(['completed', 'failed', 'cancelled', 'incomplete', 7]),
      output: random.pick<unknown>([
        [],
        [{ type: 'function_call', name: 'change_phase', call_id: 'x', arguments: '{"phase":"questions"}' }],
        [{ type: 'function_call', name: 'mark_covered', call_id: 'x', arguments: '{"point":"p1"}' }],
        [null, 7, { type: 'function_call', arguments: '{{{' }],
      ]),
      usage: random.pick<unknown>([null, {}, { input_tokens: 'many' }, { input_tokens: 5 }]),
    },
    error: random.pick<unknown>([{ code: 'x' }, {}, null]),
  };
  for (const key of Object.keys(whole)) if (key !== 'type' && random.below(12) === 0) delete whole[key];
  return random.below(40) === 0 ? anything(random) : whole;
}

function frame(random: Random): string {
  const text = JSON.stringify(event(random)) ?? '';
  return random.below(50) === 0 ? text.slice(0, random.below(text.length + 1)) : text;
}

const around = (random: Random): BridgeInput =>
  random.pick<BridgeInput>([
    { type: 'call.audio', payload: '/////////////w==', audioMs: 20 },
    {
      type: 'call.heard',
      itemId: random.pick(['a', 'b']),
      heardMs: random.below(9_000),
      final: random.below(2) === 0,
    },
    { type: 'call.cleared', itemId: random.pick(['a', null]), heardMs: random.below(9_000) },
    { type: 'call.resumed', items: [], callerMs: random.below(9_000) },
    { type: 'call.key', digit: random.pick(['*', '#', '7']) },
    { type: 'timer', name: random.pick(['silence', 'wrap_up', 'renew']) },
    { type: 'session.activated' },
    { type: 'session.recorded', itemId: random.pick(['a', 'b']) },
  ]);

it.each(seeds)(
  'whatever the model sends (seed %i), nothing breaks and only true facts come of it',
  (seed) => {
    const random = createRandom(seed);
    let state = createBridgeState({
      jobConfiguration,
      configurationHash: 'a'.repeat(64),
      interviewPhase: null,
    });
    let received = false;
    for (let index = 0; index < eventsPerSeed; index++) {
      const parsed = parseServerEvent(frame(random));
      const inputs = parsed.kind === 'input' ? [parsed.input] : [];
      if (random.below(3) === 0) inputs.push(around(random));
      for (const input of inputs) {
        const [after, effects] = transition(state, input);
        state = after;
        for (const effect of effects) {
          if (effect.type.startsWith('model.')) toClientEvent(effect as never, 'gpt-transcribe');
          if (effect.type === 'model.respond' || effect.type === 'link.audio') expect(received).toBe(true);
          if (effect.type !== 'commit') continue;
          received ||= effect.fact.type === 'configuration.received';
          const fact = sessionEventSchema.safeParse({ ...effect.fact, sessionId: 'session-0001', at: 1 });
          expect(fact.error?.issues ?? []).toEqual([]);
        }
      }
      expect(state.cancelled.length).toBeLessThanOrEqual(20);
      expect(state.asides.length).toBeLessThanOrEqual(20);
    }
  },
);
