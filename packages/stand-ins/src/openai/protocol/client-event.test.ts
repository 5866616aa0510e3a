import { expect, test } from 'vitest';
import { decodeAudio, parseClientEvent } from './client-event.ts';

test.each<[string, unknown, string]>([
  ['an unknown type', { type: 'session.destroy' }, 'invalid_value type'],
  ['a beta type', { type: 'transcription_session.update', session: {} }, 'invalid_value type'],
  ['no type', { session: {} }, 'invalid_event type'],
  ['a list', [], 'invalid_event null'],
  [
    'a truncation in fractions',
    { type: 'conversation.item.truncate', item_id: 'a', content_index: 0, audio_end_ms: 10.5 },
    'invalid_type audio_end_ms',
  ],
  [
    'a truncation without an end',
    { type: 'conversation.item.truncate', item_id: 'a', content_index: 0 },
    'missing_required_parameter audio_end_ms',
  ],
  ['an unknown field', { type: 'input_audio_buffer.commit', final: true }, 'unknown_parameter final'],
  [
    'beta response fields',
    { type: 'response.create', response: { modalities: ['audio'] } },
    'unknown_parameter response.modalities',
  ],
  [
    'too many tokens',
    { type: 'response.create', response: { max_output_tokens: 9000 } },
    'invalid_value response.max_output_tokens',
  ],
  [
    'a long event id',
    { type: 'response.cancel', event_id: 'x'.repeat(513) },
    'string_above_max_length event_id',
  ],
  ['a plain response', { type: 'response.create' }, 'accepted'],
  ['a cancel by id', { type: 'response.cancel', response_id: 'resp_1', event_id: 'mine' }, 'accepted'],
])('%s', (_, event, outcome) => {
  const parsed = parseClientEvent(JSON.stringify(event));
  expect(parsed.ok ? 'accepted' : `${parsed.error.code} ${parsed.error.param}`).toBe(outcome);
});

test('what is not JSON is an invalid event, and an error names the client’s event id', () => {
  expect(parseClientEvent('{')).toMatchObject({ ok: false, error: { code: 'invalid_event' }, eventId: null });
  const wrong = parseClientEvent(JSON.stringify({ type: 'nonsense', event_id: 'mine_1' }));
  expect(wrong).toMatchObject({ ok: false, eventId: 'mine_1' });
});

test('audio must be base64', () => {
  expect(decodeAudio('AAE=')).toEqual(Uint8Array.of(0, 1));
  expect(decodeAudio('')).toEqual(new Uint8Array(0));
  expect(decodeAudio('A')).toBeNull();
  expect(decodeAudio('AA-_')).toBeNull();
});
