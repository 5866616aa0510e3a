import type { ResetProgress } from '../contract/http-api.ts';
import type { OperationId, ServiceName, SessionId } from '../contract/ids.ts';
import { services } from '../contract/ids.ts';
import type { Logger } from '../runtime/logger.ts';
import { createOutageLog } from '../runtime/outage-log.ts';
import { listInstances } from './instances.ts';
import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';
import type { SessionStore } from './session-store.ts';

const progressTtlSeconds = 3600;
const batchSize = 50;
const pollMs = 500;

/** The fleet generation: every reset of all sessions raises it by one. */
export async function readFleetGeneration(redis: ScriptedRedis): Promise<number> {
  return Number((await redis.hget(keys.fleet, 'generation')) ?? 0);
}

/** Follows the generation, so that a reset reaches instances that hear of it in no other way. */
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
 * Ends every live session. Raises the generation first, so that a session which the walk misses falls at
 * its next touch. Answers at once; `readResetProgress` tells how far it is.
 */
export async function beginResetAll(
  redis: ScriptedRedis,
  store: SessionStore,
  operationId: OperationId,
): Promise<{ generation: number; finished: Promise<void> }> {
  const generation = await redis.hincrby(keys.fleet, 'generation', 1);
  const ids = await store.listLive();
  await redis.hset(keys.reset(operationId), { generation, total: ids.length, ended: 0 });
  await redis.expire(keys.reset(operationId), progressTtlSeconds);
  return { generation, finished: walk(redis, store, operationId, ids) };
}

async function walk(
  redis: ScriptedRedis,
  store: SessionStore,
  operationId: OperationId,
  ids: SessionId[],
): Promise<void> {
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize);
    // One that cannot be read is closed by this too.
    await Promise.all(batch.map((id) => store.commit(id, { type: 'end', reason: 'reset' })));
    await redis.hincrby(keys.reset(operationId), 'ended', batch.length);
  }
}

/** How far a reset is; null when there was none under this operation id. */
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
