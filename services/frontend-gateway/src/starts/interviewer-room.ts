import { AppError } from '@ringback/shared/contract/errors';
import { admits } from '@ringback/shared/contract/instances';
import { listInstances } from '@ringback/shared/redis/fleet/instances';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';

/** An interview ends soon, and a provider that refuses all sessions is tried again after this. */
const retryAfterMs = 15_000;

/**
 * Throws `not_set_up` when the provider refuses every bridge, and `interviewers_busy` when no bridge, or no telephony, has room: no
 * number is called for an interview that cannot take place. `freed`: sessions that this one replaces. Rejects without
 * Redis.
 */
export async function refuseWithoutInterviewer(redis: ScriptedRedis, freed: number): Promise<void> {
  const [bridges, telephonies] = await Promise.all([
    listInstances(redis, 'ai-bridge'),
    listInstances(redis, 'telephony'),
  ]);
  // Telephony measures itself, and its calls would suffer first. One that is away has other words, and one that drains
  // takes no call, whatever room it has.
  const takers = telephonies.filter(({ draining }) => !draining);
  const isLineFull = freed === 0 && takers.length > 0 && takers.every(({ room }) => room === 0);
  if (!isLineFull && bridges.some((bridge) => admits(bridge, freed))) return;
  if (bridges.length > 0 && bridges.every(({ modelTrouble }) => modelTrouble !== undefined))
    throw new AppError('not_set_up');
  throw new AppError('interviewers_busy', { details: { retryAfterMs } });
}
