import { describe, expect, it } from 'vitest';
import { createFramePacker } from './caller-frames.ts';

const loud = (length: number) => new Float32Array(length).fill(0.5);

describe('caller frames', () => {
  it('are 160 bytes, 20 ms apart, whatever the size of the pieces', () => {
    const packer = createFramePacker();
    const frames = [100, 59, 1, 400, 79, 1].flatMap((length) => packer.pack(loud(length), false));
    expect(frames.map(({ timestampMs }) => timestampMs)).toEqual([0, 20, 40, 60]);
    expect(frames.map(({ payload }) => payload.length)).toEqual([160, 160, 160, 160]);
    expect(new Set(frames.flatMap(({ payload }) => [...payload])).size).toBe(1);
  });

  it('are silence while muted, and their time goes on', () => {
    const packer = createFramePacker();
    const frames = [...packer.pack(loud(160), false), ...packer.pack(loud(160), true)];
    expect(frames[1]?.timestampMs).toBe(20);
    expect([...(frames[1]?.payload ?? [])]).toEqual(new Array(160).fill(0xff));
    expect(frames[0]?.payload[0]).not.toBe(0xff);
  });
});
