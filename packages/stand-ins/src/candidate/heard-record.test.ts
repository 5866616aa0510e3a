import { describe, expect, it } from 'vitest';
import { createHeardRecord } from './heard-record.ts';

const frame = (value: number, bytes = 160) => new Uint8Array(bytes).fill(value);

describe('heard record', () => {
  it('joins frames without a pause and starts a new segment after one', () => {
    const heard = createHeardRecord();
    heard.add(0, frame(1));
    heard.add(20, frame(2, 80));
    heard.add(40, frame(3));
    expect(heard.segments()).toEqual([
      { startMs: 0, audio: Buffer.concat([frame(1), frame(2, 80)]) },
      { startMs: 40, audio: Buffer.from(frame(3)) },
    ]);
    expect(heard.audio()).toHaveLength(400);
    expect(heard.totalBytes).toBe(400);
  });

  it('counts but does not keep what exceeds its limit', () => {
    const heard = createHeardRecord(20);
    heard.add(0, frame(1));
    heard.add(20, frame(2));
    expect(heard).toMatchObject({ totalBytes: 320, forgottenBytes: 160 });
    expect(heard.audio()).toHaveLength(160);
  });
});
