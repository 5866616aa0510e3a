import { describe, expect, it } from 'vitest';
import { type Arrived, createStreamGuard } from './stream-guard.ts';

/** How many messages of one second pass, and how many come until the stream is closed. */
function bring(arrived: Arrived, count: number) {
  const guard = createStreamGuard();
  let passed = 0;
  for (let index = 0; index < count; index++) {
    const verdict = guard.judge(arrived, 1_000);
    if (verdict === 'pass') passed += 1;
    else if (verdict.close) return { passed, closedAt: index + 1, drop: verdict.drop };
  }
  return { passed, closedAt: null };
}

describe('a media stream', () => {
  it('is closed for what is no message, at the fifty-first of a second', () => {
    expect(bring({ kind: 'malformed' }, 60)).toEqual({ passed: 0, closedAt: 51, drop: 'malformed' });
  });

  it('may return many marks at once, and not any number of them', () => {
    expect(bring({ kind: 'signal' }, 100)).toEqual({ passed: 100, closedAt: null });
    expect(bring({ kind: 'signal' }, 1_000)).toEqual({ passed: 100, closedAt: 151, drop: 'malformed' });
  });

  it('is closed for audio that is ten seconds ahead of its time', () => {
    expect(bring({ kind: 'audio', ms: 20 }, 1_000)).toEqual({ passed: 150, closedAt: 501, drop: 'excess' });
  });

  it('counts anew in the next second', () => {
    const guard = createStreamGuard();
    for (let second = 0; second < 10; second++) {
      for (let index = 0; index < 50; index++) {
        expect(guard.judge({ kind: 'malformed' }, second * 1_000)).toEqual({
          drop: 'malformed',
          close: false,
        });
      }
    }
  });
});
