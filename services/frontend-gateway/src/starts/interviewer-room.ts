import { AppError } from '@ringback/shared/contract/errors';
import { hasRoom } from '@ringback/shared/contract/instances';
import { listInstances } from '@ringback/shared/redis/fleet/instances';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';

/** An interview ends soon, and a provider that refuses all sessions is tried again after this. */
const retryAfterMs = 15_000;

/**
 * Throws `not_set_up` when the provider refuses every bridge, and `interviewers_busy` when no bridge has room: no
 * number is called for an interview that cannot take place. `freed`: sessions that this one replaces. Rejects without
 * Redis.
 */
export async function refuseWithoutInterviewer(redis: ScriptedRedis, freed: number): Promise<void> {
  const bridges = await listInstances(redis, 'ai-bridge');
  if (bridges.some((bridge) => hasRoom(bridge, freed))) return;
  if (bridges.length > 0 && bridges.every(({ modelTrouble }) => modelTrouble !== undefined))
    throw new AppError('not_set_up');
  throw new AppError('interviewers_busy', { details: { retryAfterMs } });
}
