import { gapFrame } from '@ringback/shared/contract/audio';
import { expect, it } from 'vitest';
import type { CallerFrame } from '../domain/kept-frames.ts';
import { createCallerJoin } from './caller-join.ts';

const frame = (byte: number): CallerFrame => ({
  timestampMs: byte * 20,
  payload: Buffer.alloc(160, byte).toString('base64'),
});
const bytesOf = (passed: readonly CallerFrame[]) =>
  passed.map(({ payload }) => [...new Set(Buffer.from(payload, 'base64'))]);

function start() {
  const passed: CallerFrame[] = [];
  return { passed, join: createCallerJoin((piece) => passed.push(piece)) };
}

it('frames leave as one piece with all their audio, at the time of the first', () => {
  const { passed, join } = start();
  join.add(frame(1), 40);
  expect([passed.length, join.waitingMs]).toEqual([0, 20]);
  join.add(frame(2), 40);
  expect([bytesOf(passed), passed[0]?.timestampMs, join.waitingMs]).toEqual([[[1, 2]], 20, 0]);
});

it('a frame leaves with the one that waits when none may wait any more, and alone when none waits', () => {
  const { passed, join } = start();
  join.add(frame(1), 60);
  join.add(frame(2), 20);
  join.add(frame(3), 20);
  expect(bytesOf(passed)).toEqual([[1, 2], [3]]);
  expect(passed[1]).toEqual(frame(3));
});

it('a gap is passed on as the exact frame by which it is known, behind what came before it', () => {
  const { passed, join } = start();
  join.add(frame(1), 40);
  join.add({ timestampMs: 0, payload: gapFrame }, 40);
  expect(passed).toEqual([frame(1), { timestampMs: 0, payload: gapFrame }]);
});

it('what waits leaves at a flush, and is forgotten at a drop', () => {
  const { passed, join } = start();
  join.add(frame(1), 40);
  join.flush();
  join.add(frame(2), 40);
  join.drop();
  join.flush();
  expect([passed, join.waitingMs]).toEqual([[frame(1)], 0]);
});
