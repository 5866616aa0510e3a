import { describe, expect, it } from 'vitest';
import { type Arrived, createStreamGuard } from './stream-guard.ts';

/** How many messages of one second pass, and how many arrive until the stream is closed. */
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
  it('is closed at the fifty-first malformed message in a second', () => {
    expect(bring({ kind: 'malformed' }, 60)).toEqual({ passed: 0, closedAt: 51, drop: 'malformed' });
  });

  it('may return many marks at once, but not any number', () => {
    expect(bring({ kind: 'signal' }, 100)).toEqual({ passed: 100, closedAt: null });
    expect(bring({ kind: 'signal' }, 1_000)).toEqual({ passed: 100, closedAt: 151, drop: 'malformed' });
  });

  it('is closed when its audio is ten seconds ahead of its time', () => {
    expect(bring({ kind: 'audio', ms: 20 }, 1_000)).toEqual({ passed: 150, closedAt: 501, drop: 'excess' });
  });

  it('starts a new count in the next second', () => {
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
