import { isDeepStrictEqual } from 'node:util';
import type { SessionId } from '@ringback/shared/contract/ids';
import { isResultPending } from '@ringback/shared/contract/stronger-answer';
import type { Leases } from '@ringback/shared/redis/fleet/leases';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { CommitResult } from '@ringback/shared/redis/session/commit-result';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import type { AsyncCommand } from 'fast-check';
import type { MeddlingRedis } from './meddling-redis.ts';
import { type Expected, type SessionModel, toRecord } from './store-model.ts';
import { readStoredRecord } from './stored-record.ts';

/** Two stores on one Redis, as two services have them, and the session that they compete for. */
export interface RealSession {
  sessionId: SessionId;
  redis: ScriptedRedis;
  stores: [SessionStore, SessionStore];
  /** The first store's client. */
  meddling: MeddlingRedis;
  leases: Leases;
  /** The source of both stores' clocks and generations. */
  model: SessionModel;
  /** How often each outcome occurred. */
  outcomes: Map<CommitResult['outcome'], number>;
}

export type SessionCommand = AsyncCommand<SessionModel, RealSession>;
export type StoreIndex = 0 | 1;

export function fail(what: string, expected: unknown, actual: unknown): never {
  throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

export function expectOutcome(expected: Expected, actual: CommitResult, { outcomes }: RealSession): void {
  const { outcome } = actual;
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const told: Expected = {
    outcome,
    ...('revision' in actual ? { revision: actual.revision } : {}),
    ...('phase' in actual ? { phase: actual.phase } : {}),
  };
  if (!isDeepStrictEqual({ ...expected }, told)) fail('outcome', expected, told);
}

async function expectStored(model: SessionModel, { stores, sessionId, redis }: RealSession): Promise<void> {
  const record = toRecord(model);
  const [read, log, operations, listedUntil, reportDueAt] = await Promise.all([
    stores[0].read(sessionId).catch((error) => {
      if (model.unreadable === 'no' || !isUnreadable(error)) throw error;
      return 'unreadable' as const;
    }),
    stores[0].readLog(sessionId, 0),
    redis.hgetall(sessionKeys.operations(sessionId)),
    redis.zscore(keys.live, sessionId),
    redis.zscore(keys.pendingReports, sessionId),
  ]);
  if (read === 'unreadable' || model.unreadable !== 'no') {
    if (read !== 'unreadable' || model.unreadable === 'no') fail('record', model.unreadable, read);
    const { phase } = await readStoredRecord(redis, sessionId);
    if ((phase === 'closed') !== (model.unreadable === 'closed' || record?.phase === 'closed'))
      fail('phase', model.unreadable, phase);
    // A closed session is at the head of the reaper's list, to be set aside.
    if (model.unreadable === 'closed' && listedUntil !== '0') fail('list of live sessions', '0', listedUntil);
    if (log.length !== model.log.length) fail('log', model.log.length, log.length);
    return;
  }
  if (!isDeepStrictEqual(read?.record ?? null, record)) fail('record', record, read?.record ?? null);
  const events = log.map(({ event }) => event);
  if (!isDeepStrictEqual(events, model.log)) fail('log', model.log, events);
  if (log.some(({ revision }, index) => revision !== index + 1)) fail('revisions', 'no gap', log);
  if ((read?.revision ?? 0) !== model.log.length) fail('revision', model.log.length, read?.revision);
  if (read?.commitId !== log.at(-1)?.commitId) fail('commit id', log.at(-1)?.commitId, read?.commitId);
  for (const [operation, { revision, bodyHash }] of model.operations) {
    const [stored, , body] = operations[operation]?.split(' ') ?? [];
    if (stored !== String(revision) || body !== bodyHash)
      fail(operation, { revision, bodyHash }, operations[operation]);
  }
  // Listed exactly while a report or a stronger answer is wanted: no worker overlooks it, and none looks for it in vain.
  const isPending = record !== null && isResultPending(record);
  if (isPending !== (reportDueAt !== null)) fail('list of pending reports', isPending, reportDueAt);
  const deadlineAt = record?.deadlineAt ?? null;
  // A session that is over may still be listed until the reaper removes it. A live one must be found in time.
  if (deadlineAt !== null && (listedUntil === null || Number(listedUntil) > deadlineAt)) {
    fail('list of live sessions', `listed by ${deadlineAt}`, listedUntil);
  }
}

/** A command. Afterwards its effect on the store is compared with the model. */
export function command(
  text: string,
  run: (model: SessionModel, real: RealSession) => Promise<void>,
  check: (model: Readonly<SessionModel>) => boolean = () => true,
): SessionCommand {
  return {
    check,
    toString: () => text,
    async run(model, real) {
      await run(model, real);
      await expectStored(model, real);
    },
  };
}
