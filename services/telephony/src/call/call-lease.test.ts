import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { createHeldLeases } from '@ringback/shared/redis/fleet/held-leases';
import type { Leases, TakeResult } from '@ringback/shared/redis/fleet/leases';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { toInstanceId } from '@ringback/shared/runtime/run-service';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCallLease } from './call-lease.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A lease whose token rises each time it is taken, and a list of the requests made for it. */
function start() {
  let token = 0;
  const asked: string[] = [];
  const call = { isOver: false };
  const leases: Leases = {
    async take(): Promise<TakeResult> {
      token += 1;
      return { outcome: 'ok', token };
    },
    async renew(_role, _instance, held) {
      asked.push('renew');
      return held.map(() => 'ok');
    },
    async give(_sessionId, _role, _instance, given) {
      asked.push(`give ${given}`);
    },
  };
  const instance = toInstanceId('telephony-1');
  const logger = createLogger({ service: 'telephony', instance: 'test', level: 'silent' });
  const lease = createCallLease({
    leases,
    heldLeases: createHeldLeases({ leases, instance, logger }),
    store: {} as SessionStore,
    sessionId: sessionIdSchema.parse('00000000-0000-4000-8000-000000000000'),
    instance,
    logger,
    isOver: () => call.isOver,
    onTaken: () => {},
  });
  return { lease, call, asked };
}

describe('the lease of a call', () => {
  it('fences commits made after it was given back', async () => {
    const { lease } = start();
    expect(lease.fence()).toEqual({});
    await lease.take(false);
    await lease.give();
    expect(lease.isHeld).toBe(false);
    expect(lease.fence()).toEqual({ fence: { role: 'telephony', token: 1 } });
    await lease.take(false);
    expect(lease.fence()).toEqual({ fence: { role: 'telephony', token: 2 } });
    await lease.give();
  });

  it('that arrives after the call has ended is given back at once and never renewed', async () => {
    const { lease, call, asked } = start();
    const taking = lease.take(false);
    call.isOver = true;
    expect(await taking).toBe('ended');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toEqual(['give 1']);
    expect(lease.isHeld).toBe(false);
  });
});
