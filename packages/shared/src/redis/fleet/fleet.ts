import { setTimeout as wait } from 'node:timers/promises';
import type { ResetProgress } from '../../contract/http-api.ts';
import type { OperationId, ServiceName, SessionId } from '../../contract/ids.ts';
import { services } from '../../contract/ids.ts';
import { toBackoffMs } from '../../runtime/backoff.ts';
import type { Logger } from '../../runtime/logger.ts';
import { createOutageLog } from '../../runtime/outage-log.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import type { SessionStore } from '../session/session-store.ts';
import { listInstances } from './instances.ts';

const progressTtlSeconds = 3600;
const batchSize = 50;
const pollMs = 500;
/** How often ending the remaining sessions is retried, with longer and longer pauses. */
const mostRounds = 6;
const roundPause = { firstMs: 250, mostMs: 4_000 };

/** The fleet generation. Every reset of all sessions raises it by one. */
export async function readFleetGeneration(redis: ScriptedRedis): Promise<number> {
  return Number((await redis.hget(keys.fleet, 'generation')) ?? 0);
}

/** Follows the generation, so that a reset reaches instances that have missed its message. */
export function startFleetWatch(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  onRaised: (generation: number) => void;
}): { generation(): number; check(): Promise<void>; close(): void } {
  const { redis, logger, onRaised } = parts;
  let generation: number | null = null;
  async function check(): Promise<void> {
    const current = await readFleetGeneration(redis);
    const raised = generation !== null && current > generation;
    generation = current;
    if (raised) onRaised(current);
  }
  const outage = createOutageLog(logger, 'reading the fleet generation');
  const poll = () => check().then(outage.worked, outage.failed);
  const timer = setInterval(poll, pollMs);
  return { generation: () => generation ?? 0, check, close: () => clearInterval(timer) };
}

/**
 * Ends every live session. Raises the generation first, so that a session which the walk misses ends at its next
 * touch. Answers at once; `readResetProgress` tells how far it is.
 */
export async function beginResetAll(
  redis: ScriptedRedis,
  store: Pick<SessionStore, 'commit' | 'listLive'>,
  operationId: OperationId,
): Promise<{ generation: number; finished: Promise<void> }> {
  const generation = await redis.hincrby(keys.fleet, 'generation', 1);
  const ids = await store.listLive();
  await redis.hset(keys.reset(operationId), { generation, total: ids.length, ended: 0 });
  await redis.expire(keys.reset(operationId), progressTtlSeconds);
  return { generation, finished: walk(redis, store, operationId, ids) };
}

/** Rejects when some sessions could not be ended in any round. They end at their next touch. */
async function walk(
  redis: ScriptedRedis,
  store: Pick<SessionStore, 'commit'>,
  operationId: OperationId,
  ids: SessionId[],
): Promise<void> {
  let left: readonly SessionId[] = ids;
  let ended = 0;
  /** Writes the whole sum, so that the next write makes up for one that failed. */
  const tell = (more: number) => {
    ended += more;
    return redis.hset(keys.reset(operationId), 'ended', ended);
  };
  for (let round = 1; round <= mostRounds; round++) {
    left = await endEach(store, left, tell);
    const [told] = await Promise.allSettled([tell(0)]);
    if (left.length === 0 && told.status === 'fulfilled') return;
    await wait(toBackoffMs(round, roundPause));
  }
  throw new Error(`${left.length} of ${ids.length} sessions could not be ended, such as ${left[0]}`);
}

/** Ends each session by itself, so that one that fails keeps no other alive. Returns those that failed. */
async function endEach(
  store: Pick<SessionStore, 'commit'>,
  ids: readonly SessionId[],
  tell: (ended: number) => Promise<unknown>,
): Promise<SessionId[]> {
  const failed: SessionId[] = [];
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize);
    // A session that cannot be read is closed by this too.
    const ends = await Promise.allSettled(
      batch.map((id) => store.commit(id, { type: 'end', reason: 'reset' })),
    );
    const left = batch.filter((_id, index) => ends[index]?.status === 'rejected');
    failed.push(...left);
    await Promise.allSettled([tell(batch.length - left.length)]);
  }
  return failed;
}

/** How far a reset is. Null when there was none under this operation id. */
export async function readResetProgress(
  redis: ScriptedRedis,
  operationId: OperationId,
): Promise<ResetProgress | null> {
  const row = await redis.hgetall(keys.reset(operationId));
  if (row.generation === undefined) return null;
  const generation = Number(row.generation);
  const lists = await Promise.all(services.map((service: ServiceName) => listInstances(redis, service)));
  const instances = lists.flat().map(({ service, instance, confirmedGeneration }) => ({
    service,
    instance,
    confirmed: confirmedGeneration >= generation,
  }));
  const sessionsTotal = Number(row.total);
  const sessionsEnded = Number(row.ended);
  const done = sessionsEnded >= sessionsTotal && instances.every(({ confirmed }) => confirmed);
  return { operationId, generation, sessionsTotal, sessionsEnded, instances, done };
}
