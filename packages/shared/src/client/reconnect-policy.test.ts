import { describe, expect, it } from 'vitest';
import { ApiError } from './gateway-call.ts';
import { afterClose, afterRefusal, toBackoffMs } from './reconnect-policy.ts';

const most = () => 0.999_999;

describe('back-off', () => {
  it('doubles its ceiling from 0.5 s to 10 s', () => {
    const ceilings = [1, 2, 3, 4, 5, 6, 7, 1000].map((attempt) => Math.round(toBackoffMs(attempt, most)));
    expect(ceilings).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
  });

  it('is any time below the ceiling, but never at once', () => {
    expect(toBackoffMs(6, () => 0.5)).toBe(5000);
    expect(toBackoffMs(6, () => 0)).toBe(125);
  });
});

describe('after a close', () => {
  it.each([
    [1000, 'session_closed'],
    [4404, 'no_such_session'],
  ])('%i is final', (code, reason) => {
    expect(afterClose({ code, attempt: 0, wasRefused: false })).toEqual({ type: 'final', reason });
  });

  it('4401 is tried once more at once, with a fresh ticket', () => {
    const first = { code: 4401, attempt: 0, wasRefused: false };
    expect(afterClose(first)).toEqual({ type: 'again', afterMs: 0 });
    expect(afterClose({ ...first, attempt: 1, wasRefused: true })).toEqual({
      type: 'final',
      reason: 'not_allowed',
    });
  });

  it('comes back at once to a gateway that restarts, unless it has already tried', () => {
    expect(afterClose({ code: 1012, attempt: 0, wasRefused: false, random: most })).toMatchObject({
      afterMs: expect.closeTo(400, 0),
    });
    expect(afterClose({ code: 1012, attempt: 3, wasRefused: false, random: most })).toMatchObject({
      afterMs: expect.closeTo(4000, 0),
    });
  });

  it('leaves a gateway alone for as long as it asks, and a little longer', () => {
    const reason = 'too many sockets; retry after 3000 ms';
    const next = afterClose({ code: 4429, reason, attempt: 0, wasRefused: false, random: most });
    expect(next).toMatchObject({ type: 'again', afterMs: expect.closeTo(3500, 0) });
  });

  it.each([1006, 1013, 4429, 4408])('%i waits', (code) => {
    expect(afterClose({ code, attempt: 0, wasRefused: false, random: most })).toMatchObject({
      type: 'again',
      afterMs: expect.closeTo(500, 0),
    });
  });
});

describe('after a ticket was refused', () => {
  const refusal = (status: number, details?: unknown) =>
    afterRefusal(new ApiError('some_code', 'some words', { status, details }), 2, most);

  it.each([
    [400, 'no_such_session'],
    [401, 'not_allowed'],
    [403, 'not_allowed'],
    [404, 'no_such_session'],
    [409, 'session_closed'],
    [410, 'session_closed'],
  ])('%i is final', (status, reason) => expect(refusal(status)).toEqual({ type: 'final', reason }));

  it('is final when the session cannot be read, since that does not change', () => {
    const error = new ApiError('session_unreadable', 'some words', { status: 500 });
    expect(afterRefusal(error, 2, most)).toEqual({ type: 'final', reason: 'unreadable' });
  });

  it.each([0, 429, 500, 502, 503])('%i waits', (status) =>
    expect(refusal(status)).toMatchObject({ type: 'again', afterMs: expect.closeTo(2000, 0) }),
  );

  it('waits as long as it is asked to, at most a minute, and a little longer', () => {
    expect(refusal(429, { retryAfterMs: 3_000 })).toMatchObject({ afterMs: expect.closeTo(5000, 0) });
    expect(refusal(429, { retryAfterMs: 3_600_000 })).toMatchObject({ afterMs: expect.closeTo(62_000, 0) });
  });
});
