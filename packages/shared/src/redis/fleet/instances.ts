import type { InstanceId, ServiceName } from '../../contract/ids.ts';
import { type Instance, instanceSchema } from '../../contract/instances.ts';
import type { Logger } from '../../runtime/logger.ts';
import { createOutageLog } from '../../runtime/outage-log.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

const heartbeatMs = 1000;
/** An instance that has been silent for this long is offered no work. */
const instanceTtlMs = 5000;

const goneMs = 60_000;
const forgetEveryMs = 30_000;

/** The time by Redis' clock, in epoch ms. It is the one clock that all instances share. */
export async function redisNowMs(redis: ScriptedRedis): Promise<number> {
  const [seconds, micros] = await redis.time();
  return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
}

/**
 * The running instances of a service. Leaves out rows that are stale, unreadable because another version wrote them,
 * or under another instance's name. It also leaves out rows that `isTrusted` rejects. That is given the row as it was
 * read.
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

/** Removes the rows of instances that disappeared without a word. A service may write only its own rows. */
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
    // An unreadable row is another version's, and may well be alive. A row under another's name says nothing about it.
    return success && data.instance === name && data.service === service ? [{ row, instance: data }] : [];
  });
}

export interface Announcement {
  address: string;
  capacity: number;
  load: number;
  draining: boolean;
  room?: number;
  modelTrouble?: string;
  confirmedGeneration: number;
}

/** Announces this instance every second until closed. `close` removes the row. */
export function startAnnouncing(parts: {
  redis: ScriptedRedis;
  service: ServiceName;
  instance: InstanceId;
  describe: () => Announcement;
  /** The fleet's time, epoch ms. */
  now: () => number;
  logger: Logger;
  /** What is written to Redis instead of the row. */
  sign: (row: Instance) => object;
}): { announce(): Promise<void>; close(): Promise<void> } {
  const { redis, service, instance, describe, now, logger, sign } = parts;
  const outage = createOutageLog(logger, 'announcing this instance');
  let closed = false;
  async function announce(): Promise<void> {
    // Closed meanwhile. The row would come back and offer work to an instance that is gone.
    if (closed) return;
    const row: Instance = { service, instance, ...describe(), heartbeatAt: now() };
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
        logger.warn({ err: error }, 'withdrawing the announcement failed');
      });
    },
  };
}
