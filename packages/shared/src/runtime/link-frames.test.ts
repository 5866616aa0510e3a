import { describe, expect, it } from 'vitest';
import { linkFrameTypes } from '../contract/media-link.ts';
import { createFramePacker, decodeFrames, encodeFrames } from './link-frames.ts';

const audio = { type: linkFrameTypes.callerAudio, channel: 7, timestampMs: 20, payload: '/////w==' };
const control = {
  type: linkFrameTypes.control,
  channel: 7,
  timestampMs: 0,
  payload: '{"type":"close","reason":"ü"}',
};

describe('media link frames', () => {
  it('come back as they went', () => {
    expect(decodeFrames(encodeFrames([audio, control, audio]))).toEqual([audio, control, audio]);
  });

  it('that are cut short or of an unknown type are refused', () => {
    const message = encodeFrames([audio, control]);
    for (let length = 1; length < message.length; length++) {
      const cut = decodeFrames(message.subarray(0, length));
      expect(cut === null || cut.length === 1).toBe(true);
    }
    expect(decodeFrames(encodeFrames([{ ...audio, type: 9 }]))).toBeNull();
  });

  it('of one event-loop turn go out as one write', async () => {
    const writes: Buffer[] = [];
    const packer = createFramePacker((message) => writes.push(message));
    packer.push(audio);
    packer.push(control);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(writes.map((message) => decodeFrames(message)?.length)).toEqual([2]);
    packer.push(audio);
    packer.close();
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(writes.length).toBe(1);
  });
});
