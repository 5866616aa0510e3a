import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { repeat } from '@ringback/shared/runtime/repeat';
import type { BridgeActor } from './bridge-actor.ts';

/** More money is requested two minutes before it is needed, so this is soon enough for a goodbye. */
const everyMs = 3_000;

/**
 * Tells the interviews of this instance that the day has no money left for them, as noted by the instance that settles
 * calls. Each is then brought to its goodbye, as it is above `MODEL_COST_LIMIT_USD`.
 */
export function startMoneyWatch(
  { redis, logger }: Pick<ServiceParts, 'redis' | 'logger'>,
  actors: ReadonlyMap<SessionId, Pick<BridgeActor, 'overspend'>>,
): { close(): void } {
  async function look(): Promise<void> {
    const ids = [...actors.keys()];
    if (ids.length === 0) return;
    const pipeline = redis.pipeline();
    for (const id of ids) pipeline.exists(keys.outOfMoney(id));
    const replies = (await pipeline.exec()) ?? [];
    ids.forEach((id, index) => {
      if (replies[index]?.[1] === 1) actors.get(id)?.overspend();
    });
  }
  return repeat(everyMs, look, (error) =>
    logger.debug({ err: error }, 'the money of calls could not be checked'),
  );
}
