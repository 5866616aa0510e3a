import type { Levels } from '@ringback/shared/contract/levels';
import { expect, it } from 'vitest';
import { createCallLevels } from './call-levels.ts';

const loud = Buffer.alloc(160, 0x80).toString('base64');
const quiet = Buffer.alloc(160, 0xff).toString('base64');
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A call whose frames come every 20 ms, and a number of watching gateways. */
function start(ear: string | null = null) {
  const told: Levels[] = [];
  const refusals: unknown[] = [];
  let atMs = 0;
  let answer = async () => 1;
  const levels = createCallLevels({
    atTheEar: () => ear,
    publish: (published) => {
      told.push(published);
      return answer();
    },
    onRefused: (error) => refusals.push(error),
    now: () => atMs,
  });
  return {
    told,
    refusals,
    answers: (next: () => Promise<number>) => {
      answer = next;
    },
    async frames(count: number, payload = quiet) {
      for (let frame = 0; frame < count; frame++) {
        levels.onFrame(payload);
        atMs += 20;
        await settled();
      }
    },
  };
}

it('four times a second those who watch are told how loud both sides are', async () => {
  const call = start(loud);
  await call.frames(1);
  call.told.length = 0;
  await call.frames(50, loud);
  expect(call.told.length).toBeGreaterThanOrEqual(3);
  expect(call.told.length).toBeLessThanOrEqual(4);
  expect(call.told.at(-1)).toEqual({ candidate: 100, interviewer: 100 });
  await call.frames(50);
  expect(call.told.at(-1)).toEqual({ candidate: 0, interviewer: 100 });
});

it('while no viewer watches, telephony asks every two seconds and measures nothing', async () => {
  const call = start();
  call.answers(async () => 0);
  await call.frames(500, loud);
  expect(call.told).toHaveLength(5);
  expect(call.told.every(({ candidate }) => candidate === 0)).toBe(true);
});

it('a Redis that is slow is told one at a time, and one that refuses is asked again later', async () => {
  const call = start();
  let release = (_receivers: number) => {};
  call.answers(() => new Promise((resolve) => (release = resolve)));
  await call.frames(500);
  expect(call.told).toHaveLength(1);
  release(1);
  call.answers(() => Promise.reject(new Error('NOPERM')));
  await call.frames(250);
  expect(call.told).toHaveLength(4);
  // Refused three times, and told to the log once.
  expect(call.refusals).toEqual([new Error('NOPERM')]);
});
