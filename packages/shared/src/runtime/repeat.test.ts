import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { repeat } from './repeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('repeated work', () => {
  it('goes on after a round that failed, and after one that threw before it began', async () => {
    const failures: unknown[] = [];
    let rounds = 0;
    const repetition = repeat(
      100,
      () => {
        rounds += 1;
        if (rounds === 1) throw new Error('threw');
        return rounds === 2 ? Promise.reject(new Error('rejected')) : Promise.resolve();
      },
      (error) => failures.push(error),
    );
    await vi.advanceTimersByTimeAsync(450);
    expect(rounds).toBe(4);
    expect(failures).toEqual([new Error('threw'), new Error('rejected')]);
    repetition.close();
  });

  it('never has two rounds in progress, and goes on when a long one is over', async () => {
    let underWay = 0;
    let most = 0;
    let rounds = 0;
    const repetition = repeat(
      100,
      async () => {
        rounds += 1;
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setTimeout(resolve, 250));
        underWay -= 1;
      },
      () => {},
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect(most).toBe(1);
    expect(rounds).toBe(4);
    repetition.close();
  });

  it('starts no round after it was closed', async () => {
    let rounds = 0;
    const repetition = repeat(
      100,
      async () => {
        rounds += 1;
      },
      () => {},
    );
    repetition.close();
    await vi.advanceTimersByTimeAsync(500);
    expect(rounds).toBe(0);
  });
});
