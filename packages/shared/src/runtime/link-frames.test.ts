import { describe, expect, it } from 'vitest';
import { linkFrameTypes, linkHeaderBytes, mostAudioPayloadBytes } from '../contract/media-link.ts';
import { decodeFrames, encodeFrames } from './link-frames.ts';

const audio = { type: linkFrameTypes.callerAudio, channel: 7, timestampMs: 20, payload: '/////w==' };
const control = {
  type: linkFrameTypes.control,
  channel: 7,
  timestampMs: 0,
  payload: '{"type":"close","reason":"ü"}',
};

/** A message with one frame of a type that this release does not know. */
function unknownFrame(payload: string): Buffer {
  const message = encodeFrames([{ ...audio, payload }]);
  message.writeUInt8(9, 0);
  return message;
}

describe('media link frames', () => {
  it('come back as they were sent', () => {
    const message = encodeFrames([audio, control, audio]);
    expect(decodeFrames(message)).toEqual({ frames: [audio, control, audio], skipped: 0 });
  });

  it('that are cut short are refused', () => {
    const message = encodeFrames([audio, control]);
    for (let length = 1; length < message.length; length++) {
      const cut = decodeFrames(message.subarray(0, length));
      expect(cut === null || cut.frames.length === 1).toBe(true);
    }
  });

  it('of an unknown type are skipped by their length, and the ones behind them are read', () => {
    const message = Buffer.concat([encodeFrames([audio]), unknownFrame('of later'), encodeFrames([control])]);
    expect(decodeFrames(message)).toEqual({ frames: [audio, control], skipped: 1 });
  });

  it('of an unknown type with an impossible length are refused', () => {
    const message = unknownFrame('of later');
    message.writeUInt32BE(message.length - linkHeaderBytes + 1, 9);
    expect(decodeFrames(message)).toBeNull();
  });

  it('that are larger than any of ours are skipped', () => {
    const large = { ...audio, payload: 'A'.repeat(mostAudioPayloadBytes + 4) };
    expect(decodeFrames(encodeFrames([large, control]))).toEqual({ frames: [control], skipped: 1 });
  });
});
