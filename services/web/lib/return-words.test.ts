import type { SessionView } from '@ringback/shared/contract/session-view';
import { describe, expect, it } from 'vitest';
import {
  isWayBackClosed,
  lookAfterFailureMs,
  nextLookAfterMs,
  secondsToReturn,
  toLiveElsewhere,
} from './return-words.ts';

const reattachMs = 20_000;
const lostAt = 1_000_000;
const view = (over: Partial<SessionView>) =>
  ({
    sessionId: 'ses_aaaaaaaa',
    status: 'connected',
    jobConfiguration: { jobTitle: 'Nurse' },
    mediaLostAt: null,
    ...over,
  }) as SessionView;
const live = (mediaLostAt: number | null) => ({ sessionId: 's', jobTitle: 'Nurse', lostAt: mediaLostAt });

describe('a session that goes on without this page', () => {
  it('says how long there is a way back', () => {
    expect(secondsToReturn(live(lostAt), { now: lostAt + 2_100, reattachMs })).toBe(18);
    expect(secondsToReturn(live(lostAt), { now: lostAt + 21_000, reattachMs })).toBe(0);
    // Before the first reading of the clock.
    expect(secondsToReturn(live(lostAt), { now: 0, reattachMs })).toBe(20);
    expect(secondsToReturn(live(null), { now: lostAt, reattachMs })).toBeNull();
  });

  it('is null when it has ended, and counts as just lost when the clocks differ', () => {
    expect(toLiveElsewhere(view({ status: 'ended' }), lostAt)).toBeNull();
    expect(toLiveElsewhere(view({ mediaLostAt: lostAt + 90_000 }), lostAt)?.lostAt).toBe(lostAt);
    expect(toLiveElsewhere(view({}), lostAt)).toMatchObject({ jobTitle: 'Nurse', lostAt: null });
  });

  it('is given up when it is gone, refused or unreadable for good, and kept when only the server could not be reached', () => {
    const closed = [404, 401, 410].map((status) => ({ status, code: 'any' }));
    const open = [0, 429, 500, 503].map((status) => ({ status, code: 'any' }));
    expect(closed.map(isWayBackClosed)).toEqual([true, true, true]);
    expect(open.map(isWayBackClosed)).toEqual([false, false, false, false]);
    expect(isWayBackClosed({ status: 500, code: 'session_unreadable' })).toBe(true);
  });

  it('is looked at again when its loss is on record and when its time is over, and not after that', () => {
    const at = (looks: number) => ({ looks, now: lostAt + 5_000, reattachMs });
    expect(nextLookAfterMs(live(null), at(0))).toBe(1_500);
    expect(nextLookAfterMs(live(null), at(1))).toBeNull();
    expect(nextLookAfterMs(live(lostAt), at(1))).toBe(16_500);
    expect(nextLookAfterMs(live(lostAt), at(3))).toBeNull();
    expect(nextLookAfterMs(null, at(0))).toBeNull();
  });

  it('is looked for again after each failure, ever more slowly up to half a minute', () => {
    expect([1, 2, 3, 4, 5, 50].map(lookAfterFailureMs)).toEqual([
      2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });
});
