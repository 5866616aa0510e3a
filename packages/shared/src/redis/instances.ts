import type { InstanceId, ServiceName } from '../contract/ids.ts';
import { type Instance, instanceSchema } from '../contract/instances.ts';
import type { Logger } from '../runtime/logger.ts';
import { createOutageLog } from '../runtime/outage-log.ts';
import { parseJson } from '../runtime/parse-json.ts';
import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

const heartbeatMs = 1000;
/** An instance that has not been heard of for this long is not offered work. */
export const instanceTtlMs = 5000;

/** Now by Redis' clock, in epoch ms: the one clock that all instances share. */
export async function redisNowMs(redis: ScriptedRedis): Promise<number> {
  const [seconds, micros] = await redis.time();
  return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
}

/**
 * Who of a service runs; stale rows are left out and removed. `isTrusted` is asked for each row as it was read: one
 * that is not trusted is left alone.
 */
export async function listInstances(
  redis: ScriptedRedis,
  service: ServiceName,
  isTrusted: (row: unknown) => boolean = () => true,
): Promise<Instance[]> {
  const [rows, nowMs] = await Promise.all([redis.hgetall(keys.instances(service)), redisNowMs(redis)]);
  const alive: Instance[] = [];
  const stale: string[] = [];
  for (const [name, json] of Object.entries(rows)) {
    const row = parseJson(json);
    const parsed = instanceSchema.safeParse(row);
    // One that cannot be read is another version's, and may well live.
    if (!parsed.success) continue;
    // A row in another's place says nothing about it.
    if (parsed.data.instance !== name || parsed.data.service !== service || !isTrusted(row)) continue;
    if (nowMs - parsed.data.heartbeatAt < instanceTtlMs) alive.push(parsed.data);
    else if (nowMs - parsed.data.heartbeatAt > 60_000) stale.push(name);
  }
  if (stale.length > 0) await redis.hdel(keys.instances(service), ...stale);
  return alive;
}

export interface Announcement {
  address: string;
  capacity: number;
  load: number;
  draining: boolean;
  modelTrouble?: string;
  confirmedGeneration: number;
}

/** Announces this instance every second until closed; `close` takes the row away. */
export function startAnnouncing(parts: {
  redis: ScriptedRedis;
  service: ServiceName;
  instance: InstanceId;
  describe: () => Announcement;
  logger: Logger;
  /** What goes into Redis instead of the row. */
  sign: (row: Instance) => object;
}): { announce(): Promise<void>; close(): Promise<void> } {
  const { redis, service, instance, describe, logger, sign } = parts;
  const outage = createOutageLog(logger, 'announcing this instance');
  let closed = false;
  async function announce(): Promise<void> {
    const heartbeatAt = await redisNowMs(redis);
    // Closed meanwhile: the row would come back and offer work to nobody.
    if (closed) return;
    const row: Instance = { service, instance, ...describe(), heartbeatAt };
    await redis.hset(keys.instances(service), instance, JSON.stringify(sign(row)));
  }
  const beat = () => announce().then(outage.worked, outage.failed);
  const timer = setInterval(beat, heartbeatMs);
  void beat();
  return {
    announce,
    async close() {
      closed = true;
      clearInterval(timer);
      await redis.hdel(keys.instances(service), instance).catch((error) => {
        logger.warn({ err: error }, 'taking back the announcement failed');
      });
    },
  };
}
