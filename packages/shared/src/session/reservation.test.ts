import { describe, expect, it } from 'vitest';
import type { SessionRecord } from '../contract/session-record.ts';
import { judgeReservation, toFirstReservation } from './reservation.ts';

const minuteMs = 60_000;
const prices = { carrier: 0, stream: 0, model: 0.09, transcription: 0.01 };
type Facts = Pick<SessionRecord, 'times' | 'via' | 'modelUse' | 'phase'>;
const begun: Facts = {
  phase: 'active',
  via: 'browser',
  modelUse: null,
  times: { configuredAt: 0, answeredAt: null, activeAt: 0, endedAt: null, closedAt: null },
};
const reserved = { amountUsd: 0.7, mostUsd: 1.7, madeAt: 0, prices };
const judge = (record: Facts | null, minutes: number, more: Partial<typeof reserved> = {}) =>
  judgeReservation({ ...reserved, ...more }, { record, isErased: false }, minutes * minuteMs);

describe('what a start reserves', () => {
  it('is its first minutes, not the whole interview', () => {
    expect(toFirstReservation(prices, 15)).toEqual({ amountUsd: 0.7, mostUsd: expect.closeTo(1.7, 9) });
    expect(toFirstReservation(prices, 5)).toEqual({
      amountUsd: expect.closeTo(0.7, 9),
      mostUsd: expect.closeTo(0.7, 9),
    });
  });
});

describe('a reservation', () => {
  it('of a session that was never created costs nothing', () => {
    expect(judge(null, 0.5)).toEqual({ type: 'wait' });
    expect(judge(null, 2)).toEqual({ type: 'settle', costUsd: 0, cost: null });
  });

  it('of a session that was erased unsettled costs all of it, since the real cost is unknown', () => {
    const settled = judgeReservation(reserved, { record: null, isErased: true }, 0);
    expect(settled).toEqual({ type: 'settle', costUsd: 0.7, cost: null });
  });

  it('of a session that never began costs nothing', () => {
    const times = { ...begun.times, activeAt: null, endedAt: 2 * minuteMs, closedAt: 2 * minuteMs };
    expect(judge({ ...begun, phase: 'closed', times }, 3)).toMatchObject({ type: 'settle', costUsd: 0 });
  });

  it('waits for a session that is not closed, and then settles at its cost', () => {
    const ended = { ...begun, times: { ...begun.times, endedAt: 3 * minuteMs } };
    expect(judge({ ...ended, phase: 'ended' }, 3)).toEqual({ type: 'wait' });
    expect(judge({ ...ended, phase: 'closed' }, 9)).toMatchObject({
      type: 'settle',
      costUsd: expect.closeTo(0.3, 9),
    });
  });

  it('is raised step by step, two minutes ahead, up to the whole length', () => {
    expect(judge(begun, 4.9)).toEqual({ type: 'wait' });
    expect(judge(begun, 5.1)).toMatchObject({
      type: 'raise',
      amountUsd: expect.closeTo(1.2, 9),
      isOwed: false,
    });
    expect(judge(begun, 10.1, { amountUsd: 1.2 })).toMatchObject({ amountUsd: 1.7, isOwed: false });
    expect(judge(begun, 16, { amountUsd: 1.7 })).toEqual({ type: 'wait' });
  });

  it('takes what is already spent, whatever is left', () => {
    expect(judge(begun, 18, { amountUsd: 1.7 })).toEqual({
      type: 'raise',
      amountUsd: expect.closeTo(1.8, 9),
      spentUsd: expect.closeTo(1.8, 9),
      isOwed: true,
    });
  });

  it('of the previous release already covers the whole length', () => {
    expect(judge(begun, 6, { mostUsd: 0.7 })).toEqual({ type: 'wait' });
  });
});
