/** What a model could send but never should. Made from a seed, so that it can be repeated. For tests. */

/** Mulberry32: small, and the same everywhere. */
export function createRandom(seed: number) {
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
export type Random = ReturnType<typeof createRandom>;

const types = [
  ...['session.created', 'session.updated', 'conversation.item.added', 'response.created', 'response.done'],
  ...['response.output_audio.delta', 'response.output_audio.done', 'response.output_audio_transcript.delta'],
  ...['input_audio_buffer.speech_started', 'input_audio_buffer.speech_stopped', 'error', 'made.up', ''],
  'conversation.item.input_audio_transcription.delta',
  'conversation.item.input_audio_transcription.completed',
  'conversation.item.input_audio_transcription.failed',
];
/** Few ids, so that events collide: overlapping responses, deltas after done, items of the other speaker. */
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

function event(random: Random, instructions: string): unknown {
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

/** A text frame that the model's socket should never bring. Sometimes it is cut off. */
export function hostileFrame(random: Random, instructions: string): string {
  const text = JSON.stringify(event(random, instructions)) ?? '';
  return random.below(50) === 0 ? text.slice(0, random.below(text.length + 1)) : text;
}
