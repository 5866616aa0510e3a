import type { SessionEvent } from '@ringback/shared/contract/events';
import { candidateIdSchema, instanceIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { createLogger } from '@ringback/shared/runtime/logger';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { expect, it } from 'vitest';
import { configurationHash, jobConfiguration } from '../../testing/play-bridge.ts';
import { takeSession } from './take-session.ts';

const sessionId = sessionIdSchema.parse('ses_00000001');
const configured: SessionEvent = {
  sessionId,
  at: 1_000,
  type: 'session.configured',
  ownerId: candidateIdSchema.parse('cand_0000001'),
  via: 'browser',
  jobConfiguration,
  configurationHash,
  previousSessionId: null,
  fleetGeneration: 0,
};
const log: LogEntry[] = [{ revision: 1, commitId: 'c1', event: configured }];

/** `onLogRead`: what happens to the instance while it reads. */
async function take(onLogRead: () => void, isDraining: () => boolean, give?: () => Promise<void>) {
  const given: number[] = [];
  let reads = 0;
  const taken = await takeSession(
    {
      instance: instanceIdSchema.parse('bridge-1'),
      logger: createLogger({ service: 'test', instance: 'test', level: 'silent' }),
      clock: { now: () => 2_000 },
      isDraining,
      leases: {
        take: async () => ({ outcome: 'ok', token: 7 }),
        give: async (_session, _role, _instance, token) => {
          given.push(token);
          await give?.();
        },
      },
      store: {
        read: async () => ({ record: evolveRecord(null, configured), revision: 1, commitId: 'c1' }),
        readLog: async () => {
          reads += 1;
          onLogRead();
          return log;
        },
      },
    },
    sessionId,
    undefined,
  );
  return { taken, given, reads };
}

it('takes a session with its lease, and reads its log once', async () => {
  const { taken, given, reads } = await take(
    () => {},
    () => false,
  );
  expect(taken).toMatchObject({ outcome: 'ok', token: 7, keptPlan: null, begun: null });
  expect(reads).toBe(1);
  expect(given).toEqual([]);
});

it('gives back a session that it was taking when it was told to stop', async () => {
  let draining = false;
  const { taken, given } = await take(
    () => {
      draining = true;
    },
    () => draining,
  );
  expect(taken).toEqual({ outcome: 'refused', reason: 'draining' });
  expect(given).toEqual([7]);
});

it('refuses even if the lease cannot be given back, since it then expires', async () => {
  const { taken } = await take(
    () => {},
    () => true,
    () => Promise.reject(new Error('Connection is closed.')),
  );
  expect(taken).toEqual({ outcome: 'refused', reason: 'draining' });
});
