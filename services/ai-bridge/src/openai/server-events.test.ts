import { describe, expect, it } from 'vitest';
import { parseFully, parseServerEvent } from './server-events.ts';

const parse = (event: object) => parseServerEvent(JSON.stringify(event));

describe('what the Realtime API says, in the bridge’s words', () => {
  it.each([
    [{ type: 'message', role: 'user' }, 'candidate'],
    [{ type: 'message', role: 'assistant' }, 'interviewer'],
    [{ type: 'message', role: 'system' }, null],
    [{ type: 'function_call', role: 'assistant' }, null],
  ])('an item %j is said by: %s', (item, speaker) => {
    expect(parse({ type: 'conversation.item.added', item: { id: 'i', ...item } })).toMatchObject({
      input: { type: 'model.item_added', itemId: 'i', previousItemId: null, speaker },
    });
  });

  it.each([
    ['completed', 'completed'],
    ['cancelled', 'cancelled'],
    ['failed', 'failed'],
    ['incomplete', 'incomplete'],
    ['made_up', 'incomplete'],
  ])('a response that is %s is %s', (status, told) => {
    expect(parse({ type: 'response.done', response: { id: 'r', status } })).toMatchObject({
      input: { type: 'model.response_finished', responseId: 'r', status: told, toolCalls: [] },
    });
  });

  it('a response’s tokens are given by modality, direction and cache, and count as none when absent', () => {
    const usage = {
      input_token_details: {
        ...{ text_tokens: 100, audio_tokens: 50 },
        cached_tokens_details: { text_tokens: 60 },
      },
      output_token_details: { audio_tokens: 7 },
    };
    const response = { id: 'r', status: 'completed', usage };
    expect(parse({ type: 'response.done', response })).toMatchObject({
      used: {
        by: 'interviewer',
        text: { input: 100, cached: 60, output: 0 },
        audio: { input: 50, cached: 0, output: 7 },
      },
    });
  });

  it.each([
    [
      { input_tokens: 9, output_tokens: 4 },
      { input: 9, output: 4, seconds: 0 },
    ],
    [{ seconds: 2.5 }, { input: 0, output: 0, seconds: 2.5 }],
  ])('a transcription is billed by tokens or by time: %j', (usage, transcription) => {
    const type = 'conversation.item.input_audio_transcription.completed';
    expect(parse({ type, item_id: 'i', transcript: 'Hello', usage })).toEqual({
      kind: 'input',
      input: { type: 'model.transcribed', itemId: 'i', text: 'Hello' },
      used: { by: 'transcriber', transcription },
    });
  });
});

describe("the interviewer's audio", () => {
  const text = JSON.stringify({
    ...{ type: 'response.output_audio.delta', event_id: 'event_1', response_id: 'resp_1', item_id: 'item_1' },
    ...{ output_index: 0, content_index: 0, delta: Buffer.alloc(161, 0x55).toString('base64') },
  });

  it('is read the same way in both ways, whichever single character is changed', () => {
    expect(parseServerEvent(text)).toMatchObject({ kind: 'input', input: { type: 'model.audio' } });
    let differing = 0;
    for (let at = 0; at < text.length; at += 1) {
      for (const sign of ['"', '\\', '{', '}', '0', 'Z', '=', '\n', '\u0000', 'é', ' ', ',', '']) {
        const changed = text.slice(0, at) + sign + text.slice(at + 1);
        const short = parseServerEvent(changed);
        expect(short, changed).toEqual(parseFully(changed));
        if (short.kind !== 'input') differing += 1;
      }
    }
    expect(differing).toBeGreaterThan(1000);
  });
});
