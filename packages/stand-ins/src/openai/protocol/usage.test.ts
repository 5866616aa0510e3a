import { expect, test } from 'vitest';
import type { Entry } from './conversation.ts';
import { initialConfiguration } from './session-configuration.ts';
import { audioMsForTokens, audioTokens, inputPieces, usageOf } from './usage.ts';

const configuration = { ...initialConfiguration('sess_1', 'm', 0), instructions: 'x'.repeat(398) };
const base = { object: 'realtime.item', type: 'message', status: 'completed' } as const;

const caller = (id: string, audioMs: number): Entry => ({
  item: { ...base, id, role: 'user', content: [{ type: 'input_audio', transcript: 'not counted as text' }] },
  origin: 'caller',
  audioMs,
  atMs: 0,
  heard: null,
  audio: null,
});
const model = (id: string, audioMs: number, transcript: string): Entry => ({
  ...caller(id, audioMs),
  item: { ...base, id, role: 'assistant', content: [{ type: 'output_audio', transcript }] },
  origin: 'model',
});

test('the whole conversation is input to every response, and earlier input is cached', () => {
  const first = inputPieces(configuration, [caller('a', 1000)]);
  const usage = usageOf([], first, { text: 5, audio: 40 });
  expect(usage).toMatchObject({ input_tokens: 110, output_tokens: 45, total_tokens: 155 });
  expect(usage.input_token_details).toMatchObject({ text_tokens: 100, audio_tokens: 10, cached_tokens: 0 });

  const second = inputPieces(configuration, [caller('a', 1000), model('b', 2000, 'four'), caller('c', 500)]);
  expect(usageOf(first, second, { text: 0, audio: 0 }).input_token_details).toEqual({
    text_tokens: 101,
    audio_tokens: 55,
    image_tokens: 0,
    cached_tokens: 110,
    cached_tokens_details: { text_tokens: 100, audio_tokens: 10, image_tokens: 0 },
  });
});

test('a truncated item, or other instructions, end the cached part', () => {
  const before = inputPieces(configuration, [caller('a', 1000), model('b', 2000, 'four')]);
  const cut = inputPieces(configuration, [caller('a', 1000), model('b', 900, 'four')]);
  expect(usageOf(before, cut, { text: 0, audio: 0 }).input_token_details.cached_tokens).toBe(110);
  const other = inputPieces({ ...configuration, instructions: 'y' }, [caller('a', 1000)]);
  expect(usageOf(before, other, { text: 0, audio: 0 }).input_token_details.cached_tokens).toBe(0);
});

test('assistant audio is a token each 50 ms', () => {
  expect([audioTokens(1000), audioTokens(1001), audioMsForTokens(20)]).toEqual([20, 21, 1000]);
});
