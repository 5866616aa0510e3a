import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SessionId, sessionIdSchema } from '../../contract/ids.ts';
import { createLogger } from '../../runtime/logger.ts';
import { toInstanceId } from '../../runtime/run-service.ts';
import { createHeldLeases } from './held-leases.ts';
import type { Leases, Renewal } from './leases.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ids = [0, 1, 2].map((number) => sessionIdSchema.parse(`ses_000000${number}`)) as [
  SessionId,
  SessionId,
  SessionId,
];

/** Held leases of a bridge, the renewals that were asked for, and what is answered for each session. */
function start() {
  const asked: SessionId[][] = [];
  const given: SessionId[] = [];
  const answers = new Map<SessionId, Renewal>();
  const lost: SessionId[] = [];
  let isAway = false;
  const leases: Leases = {
    take: async () => ({ outcome: 'ok', token: 1 }),
    async renew(_role, _instance, held) {
      asked.push(held.map(({ sessionId }) => sessionId));
      if (isAway) throw new Error('away');
      return held.map(({ sessionId }) => answers.get(sessionId) ?? 'ok');
    },
    give: async (sessionId) => void given.push(sessionId),
  };
  const logger = createLogger({ service: 'ai-bridge', instance: 'test', level: 'silent' });
  const held = createHeldLeases({ leases, instance: toInstanceId('b-1'), logger });
  return {
    ...{ asked, given, answers, lost, held },
    setAway: (away: boolean) => {
      isAway = away;
    },
    hold: (sessionId: SessionId, onLost: () => void = () => lost.push(sessionId)) =>
      held.hold({ sessionId, role: 'bridge', token: 1, onLost }),
  };
}

describe('held leases', () => {
  it('are renewed together, once a second for a bridge', async () => {
    const { asked, hold } = start();
    for (const id of ids) hold(id);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked).toEqual([ids, ids, ids]);
  });

  it('are let go of one by one, and the loss of one is told once', async () => {
    const { asked, answers, lost, hold } = start();
    const [, second] = ids.map((id) => hold(id));
    answers.set(ids[0], 'lost');
    second?.stop();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(lost).toEqual([ids[0]]);
    expect(asked).toEqual([[ids[0], ids[2]], [ids[2]]]);
  });

  it('tell every loss, also when a listener throws', async () => {
    const { answers, lost, hold } = start();
    hold(ids[0], () => {
      throw new Error('listener');
    });
    hold(ids[1]);
    for (const id of ids) answers.set(id, 'lost');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(lost).toEqual([ids[1]]);
  });

  it('survive a renewal that fails, for all or for one', async () => {
    const { asked, answers, lost, hold, setAway } = start();
    for (const id of ids) hold(id);
    setAway(true);
    await vi.advanceTimersByTimeAsync(1_000);
    setAway(false);
    answers.set(ids[1], 'failed');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual([ids, ids, ids]);
    expect(lost).toEqual([]);
  });

  it('do not report the loss of a lease that was given back before the answer', async () => {
    const { answers, given, lost, hold } = start();
    const lease = hold(ids[0]);
    answers.set(ids[0], 'lost');
    vi.advanceTimersByTime(1_000);
    await lease.give();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(given).toEqual([ids[0]]);
    expect(lost).toEqual([]);
  });

  it('cost nothing while there are none', async () => {
    const { asked, held, hold } = start();
    expect(held.timers).toBe(0);
    const lease = hold(ids[0]);
    expect(held.timers).toBe(1);
    lease.stop();
    expect(held.timers).toBe(0);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual([]);
  });
});
