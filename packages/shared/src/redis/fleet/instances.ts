import type { InstanceId, ServiceName } from '../../contract/ids.ts';
import { type Instance, instanceSchema } from '../../contract/instances.ts';
import type { Logger } from '../../runtime/logger.ts';
import { createOutageLog } from '../../runtime/outage-log.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

const heartbeatMs = 1000;
/** An instance that has not been heard of for this long is not offered work. */
const instanceTtlMs = 5000;

const goneMs = 60_000;
const forgetEveryMs = 30_000;

/** Now by Redis' clock, in epoch ms: the one clock that all instances share. */
export async function redisNowMs(redis: ScriptedRedis): Promise<number> {
  const [seconds, micros] = await redis.time();
  return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
}

/**
 * Who of a service runs. Rows that are stale, of another version and not to be read, or in another's place are left
 * out, and so are those that `isTrusted`, which is asked with the row as it was read, does not believe.
 */
export async function listInstances(
  redis: ScriptedRedis,
  service: ServiceName,
  isTrusted: (row: unknown) => boolean = () => true,
): Promise<Instance[]> {
  const [rows, nowMs] = await Promise.all([readRows(redis, service), redisNowMs(redis)]);
  return rows.flatMap(({ row, instance }) =>
    nowMs - instance.heartbeatAt < instanceTtlMs && isTrusted(row) ? [instance] : [],
  );
}

/** Takes away the rows of those that went without a word. A service may write its own rows alone. */
async function forgetGone(redis: ScriptedRedis, service: ServiceName): Promise<void> {
  const [rows, nowMs] = await Promise.all([readRows(redis, service), redisNowMs(redis)]);
  const gone = rows.filter(({ instance }) => nowMs - instance.heartbeatAt > goneMs);
  if (gone.length > 0)
    await redis.hdel(keys.instances(service), ...gone.map(({ instance }) => instance.instance));
}

async function readRows(
  redis: ScriptedRedis,
  service: ServiceName,
): Promise<{ row: unknown; instance: Instance }[]> {
  const rows = await redis.hgetall(keys.instances(service));
  return Object.entries(rows).flatMap(([name, json]) => {
    const row = parseJson(json);
    const { success, data } = instanceSchema.safeParse(row);
    // One that cannot be read is another version's, and may well live; one in another's place says nothing about it.
    return success && data.instance === name && data.service === service ? [{ row, instance: data }] : [];
  });
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
    // Closed meanwhile: the row would come back and offer work to an instance that is gone.
    if (closed) return;
    const row: Instance = { service, instance, ...describe(), heartbeatAt };
    await redis.hset(keys.instances(service), instance, JSON.stringify(sign(row)));
  }
  const beat = () => announce().then(outage.worked, outage.failed);
  const timer = setInterval(beat, heartbeatMs);
  const forgetting = setInterval(() => {
    forgetGone(redis, service).catch((error) =>
      logger.debug({ err: error }, 'rows of the gone stay for now'),
    );
  }, forgetEveryMs);
  void beat();
  return {
    announce,
    async close() {
      closed = true;
      clearInterval(timer);
      clearInterval(forgetting);
      await redis.hdel(keys.instances(service), instance).catch((error) => {
        logger.warn({ err: error }, 'taking back the announcement failed');
      });
    },
  };
}
