import { describe, expect, it } from 'vitest';
import { parseCallerMessage, parseFully, toClearMessage, toMarkMessage, toMediaMessage } from './messages.ts';

const streamSid = `MZ${'0a'.repeat(16)}`;
const payload = Buffer.alloc(160, 0xff).toString('base64');
const media = {
  event: 'media',
  sequenceNumber: '4',
  media: { track: 'inbound', chunk: '3', timestamp: '40', payload },
  streamSid,
};
const start = {
  event: 'start',
  sequenceNumber: '1',
  start: {
    accountSid: 'AC1',
    streamSid,
    callSid: 'CA1',
    tracks: ['inbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: { token: 't' },
  },
  streamSid,
};
const parse = (message: unknown) => parseCallerMessage(JSON.stringify(message));

describe('messages from the caller', () => {
  it('reads media in the carrier’s spelling and in any other alike', () => {
    const expected = { type: 'media', streamSid, timestampMs: 40, payload };
    expect(parse(media)).toEqual(expected);
    expect(parse({ ...media, extra: 1 })).toEqual(expected);
    expect(parseCallerMessage(JSON.stringify(media, null, 1))).toEqual(expected);
    expect(parse({ event: 'media', streamSid, media: { payload, timestamp: '40' } })).toEqual(expected);
  });

  it('reads the other messages', () => {
    expect(parse({ event: 'connected', protocol: 'Call', version: '1.0.0' })).toEqual({ type: 'connected' });
    expect(parse(start)).toEqual({
      type: 'start',
      streamSid,
      callSid: 'CA1',
      accountSid: 'AC1',
      customParameters: { token: 't' },
    });
    expect(parse({ event: 'mark', sequenceNumber: '5', streamSid, mark: { name: 'i:20:1' } })).toEqual({
      type: 'mark',
      streamSid,
      name: 'i:20:1',
    });
    expect(parse({ event: 'dtmf', streamSid, dtmf: { track: 'inbound_track', digit: '#' } })).toEqual({
      type: 'dtmf',
      streamSid,
      digit: '#',
    });
    expect(parse({ event: 'stop', streamSid, stop: { accountSid: 'AC1', callSid: 'CA1' } })).toEqual({
      type: 'stop',
      streamSid,
    });
  });

  it('passes unknown events on as unknown', () => {
    expect(parse({ event: 'weather', streamSid })).toEqual({ type: 'unknown', event: 'weather' });
  });

  it.each<[string, unknown]>([
    ['a number', 7],
    ['no event', { streamSid }],
    ['another audio format', { ...start, start: { ...start.start, mediaFormat: { encoding: 'audio/l16' } } }],
    ['a timestamp that is no number', { ...media, media: { ...media.media, timestamp: 'NaN' } }],
    ['an empty payload', { ...media, media: { ...media.media, payload: '' } }],
    ['a payload that is not base64', { ...media, media: { ...media.media, payload: '____' } }],
    ['a payload cut short', { ...media, media: { ...media.media, payload: 'abc' } }],
    [
      'a payload of more than 1 KiB of audio',
      { ...media, media: { ...media.media, payload: 'abcd'.repeat(343) } },
    ],
    ['a stream id that would break out of JSON', { ...media, streamSid: 'MZ","event":"clear' }],
    ['a key that no phone has', { event: 'dtmf', streamSid, dtmf: { digit: 'x' } }],
  ])('refuses %s', (_name, message) => {
    expect(parse(message)).toMatchObject({ type: 'malformed' });
  });

  it('refuses what is not JSON', () => {
    expect(parseCallerMessage('{"event":"media"')).toEqual({ type: 'malformed', reason: 'not JSON' });
  });

  it('gets the same result both ways, whichever single character is changed', () => {
    const mark = { event: 'mark', sequenceNumber: '4', streamSid, mark: { name: '1:17' } };
    const awkward = ['"', '\\', '{', '}', '0', 'Z', '=', '\n', '\u0000', 'é', ' ', ',', ''];
    let differing = 0;
    for (const { text, type } of [media, mark].map((plain) => ({
      text: JSON.stringify(plain),
      type: plain.event,
    })))
      for (let at = 0; at < text.length; at += 1) {
        for (const sign of awkward) {
          const changed = text.slice(0, at) + sign + text.slice(at + 1);
          const short = parseCallerMessage(changed);
          expect(short, changed).toEqual(parseFully(changed));
          if (short.type !== type) differing += 1;
        }
      }
    expect(differing).toBeGreaterThan(1000);
  });
});

describe('messages to the caller', () => {
  it('are the documented JSON', () => {
    expect(JSON.parse(toMediaMessage(streamSid, payload))).toEqual({
      event: 'media',
      streamSid,
      media: { payload },
    });
    expect(JSON.parse(toMarkMessage(streamSid, 'a"\n'))).toEqual({
      event: 'mark',
      streamSid,
      mark: { name: 'a"\n' },
    });
    expect(JSON.parse(toClearMessage(streamSid))).toEqual({ event: 'clear', streamSid });
  });
});
