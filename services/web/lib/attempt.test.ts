import { describe, expect, it } from 'vitest';
import { createAttempt } from './attempt.ts';

const refusal = new Error('refused');
const openAttempt = () => createAttempt((error) => (error === refusal ? 'Not allowed.' : null));

describe('an attempt', () => {
  it('is made once by two clicks that come before the page has shown the first', async () => {
    const attempt = openAttempt();
    let links = 0;
    const answer = Promise.withResolvers<void>();
    const make = () => {
      links += 1;
      return answer.promise;
    };
    const both = [attempt.run(make), attempt.run(make)];
    expect(attempt.state.isUnderWay).toBe(true);
    answer.resolve();
    expect(await Promise.all(both)).toEqual([true, false]);
    expect(links).toBe(1);
    expect(attempt.state).toEqual({ isUnderWay: false, problem: undefined });
  });

  it('tells why it was refused until the next one begins', async () => {
    const attempt = openAttempt();
    expect(await attempt.run(() => Promise.reject(refusal))).toBe(false);
    expect(attempt.state).toEqual({ isUnderWay: false, problem: 'Not allowed.' });
    const seen: (string | undefined)[] = [];
    attempt.subscribe(() => seen.push(attempt.state.problem));
    await attempt.run(async () => {});
    expect(seen).toEqual([undefined, undefined]);
  });

  it('hides no error that is not a refusal, and can be made again after it', async () => {
    const attempt = openAttempt();
    await expect(attempt.run(() => Promise.reject(new Error('a fault of the page')))).rejects.toThrow(
      'a fault',
    );
    expect(attempt.state).toEqual({ isUnderWay: false, problem: undefined });
    expect(await attempt.run(async () => {})).toBe(true);
  });
});
