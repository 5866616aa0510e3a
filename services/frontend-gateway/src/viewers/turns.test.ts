import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTurns } from './turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const stays = () => false;

it('lets a crowd through at its rate, and none waits longer than the bound', async () => {
  const turns = createTurns(100, 1_000);
  const outcomes: string[] = [];
  for (let caller = 0; caller < 150; caller += 1) void turns.wait(stays).then((turn) => outcomes.push(turn));
  await vi.advanceTimersByTimeAsync(0);
  expect(outcomes.filter((turn) => turn === 'now')).toHaveLength(25);
  expect(outcomes.filter((turn) => turn === 'full')).toHaveLength(25);
  await vi.advanceTimersByTimeAsync(500);
  expect(outcomes.filter((turn) => turn === 'now')).toHaveLength(75);
  await vi.advanceTimersByTimeAsync(600);
  expect(outcomes.filter((turn) => turn === 'now')).toHaveLength(125);
  await vi.advanceTimersByTimeAsync(400);
  expect(vi.getTimerCount()).toBe(0);
});

it('gives no turn to a caller that has left', async () => {
  const turns = createTurns(20, 1_000);
  for (let first = 0; first < 5; first += 1) expect(await turns.wait(stays)).toBe('now');
  const gone = turns.wait(() => true);
  const next = turns.wait(stays);
  await vi.advanceTimersByTimeAsync(50);
  expect(await Promise.all([gone, next])).toEqual(['gone', 'now']);
});

it('sends all away when it is closed', async () => {
  const turns = createTurns(1, 10_000);
  expect(await turns.wait(stays)).toBe('now');
  const late = turns.wait(stays);
  turns.close();
  turns.close();
  expect(await late).toBe('full');
  expect(await turns.wait(stays)).toBe('full');
  expect(vi.getTimerCount()).toBe(0);
});
