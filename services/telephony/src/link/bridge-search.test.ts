import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { type Instance, instanceSchema } from '@ringback/shared/contract/instances';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeChannel } from './bridge-pool.ts';
import { createBridgeSearch } from './bridge-search.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const bridge: Instance = instanceSchema.parse({
  ...{ service: 'ai-bridge', instance: 'bridge-1', address: 'http://bridge.test', heartbeatAt: 0 },
  ...{ capacity: 10, load: 0, draining: false, confirmedGeneration: 0 },
});

/** A search whose bridge is reached when the test says so, and the reasons for which its channel was closed. */
function start(bridges: Instance[] = [bridge]) {
  const reached = Promise.withResolvers<void>();
  const closedFor: string[] = [];
  let searches = 0;
  const channel: BridgeChannel = {
    bridge: bridge.instance,
    control: () => {},
    audio: () => {},
    close: (reason) => void closedFor.push(reason),
  };
  const line = createBridgeSearch({
    pool: { open: () => reached.promise.then(() => channel), links: 0, close: () => {} },
    sessionId: sessionIdSchema.parse('00000000-0000-4000-8000-000000000000'),
    listBridges: async () => {
      searches += 1;
      return bridges;
    },
    logger: createLogger({ service: 'telephony', instance: 'test', level: 'silent' }),
    keptBy: () => null,
    carries: () => false,
    onControl: () => {},
    onAudio: () => {},
    onQuiet: () => {},
    onGone: () => {},
  });
  return { line, reached, closedFor, searches: () => searches };
}

describe('the way to a bridge', () => {
  it.each(['served elsewhere', 'session over'] as const)(
    'closes a bridge that opens too late with the reason of the close: %s',
    async (reason) => {
      const { line, reached, closedFor } = start();
      line.open();
      await vi.advanceTimersByTimeAsync(0);
      line.close(reason);
      reached.resolve();
      await vi.advanceTimersByTimeAsync(0);
      expect(closedFor).toEqual([reason]);
    },
  );

  it('is not searched any more once the search was told to stop', async () => {
    const { line, searches } = start([]);
    line.open();
    await vi.advanceTimersByTimeAsync(1_000);
    const before = searches();
    expect(before).toBeGreaterThan(1);
    line.stopSearching();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(searches()).toBe(before);
    expect(line.isSearching).toBe(false);
  });
});
