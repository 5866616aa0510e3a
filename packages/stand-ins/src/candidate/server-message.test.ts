import { describe, expect, it } from 'vitest';
import { readServerMessage } from './server-message.ts';

const sid = `MZ${'0'.repeat(32)}`;
const read = (message: unknown) => readServerMessage(Buffer.from(JSON.stringify(message)), false, sid);

describe('messages from the server', () => {
  it('accepts media, mark and clear, with unknown fields', () => {
    expect(read({ event: 'media', streamSid: sid, media: { payload: '/38=', track: 'outbound' } })).toEqual({
      type: 'media',
      audio: Buffer.from([0xff, 0x7f]),
    });
    expect(read({ event: 'mark', streamSid: sid, mark: { name: 'item:1' } })).toEqual({
      type: 'mark',
      name: 'item:1',
    });
    expect(read({ event: 'clear', streamSid: sid })).toEqual({ type: 'clear' });
  });

  it.each([
    ['invalid_message', { event: 'media', streamSid: sid }],
    ['invalid_message', { event: 'mark', streamSid: sid, mark: { name: '' } }],
    ['invalid_message', { event: 'shout', streamSid: sid }],
    ['invalid_message', [1]],
    ['wrong_stream_sid', { event: 'clear', streamSid: 'MZ1' }],
    ['invalid_payload', { event: 'media', streamSid: sid, media: { payload: '' } }],
    ['invalid_payload', { event: 'media', streamSid: sid, media: { payload: 'ab-_' } }],
    ['invalid_payload', { event: 'media', streamSid: sid, media: { payload: 'abc' } }],
  ])('refuses %s', (kind, message) => {
    expect(read(message)).toMatchObject({ kind, code: 31950 });
  });

  it('refuses binary frames and text that is not JSON', () => {
    expect(readServerMessage(Buffer.from('{}'), true, sid)).toMatchObject({ kind: 'binary_frame' });
    expect(readServerMessage(Buffer.from('{'), false, sid)).toMatchObject({ kind: 'invalid_json' });
  });
});
