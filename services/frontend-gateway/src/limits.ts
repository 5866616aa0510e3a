import { AppError } from '@ringback/shared/contract/errors';
import { type Limit, takeFromLimit } from '@ringback/shared/redis/limits';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';

/** Takes one use; throws `limited` with `details.retryAfterMs` when there were too many. */
export async function spendLimit(redis: ScriptedRedis, name: string, limit: Limit): Promise<void> {
  const answer = await takeFromLimit(redis, name, limit);
  if (answer.allowed) return;
  throw new AppError('limited', { details: { retryAfterMs: answer.retryAfterMs } });
}
