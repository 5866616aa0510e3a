import { AppError } from '@ringback/shared/contract/errors';
import { type Limit, type LimitAnswer, takeFromLimit } from '@ringback/shared/redis/admission/limits';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';

/** Takes one use. Throws `limited` with `details.retryAfterMs` when there were too many. Rejects without Redis. */
export async function spendLimit(redis: ScriptedRedis, name: string, limit: Limit): Promise<void> {
  refuseLimited(await takeFromLimit(redis, name, limit));
}

/** As `takeFromLimit`, but lets every request pass while Redis is away. For what costs nothing. */
export async function takeOpenly(
  redis: ScriptedRedis,
  logger: Logger,
  { name, limit }: { name: string; limit: Limit },
): Promise<LimitAnswer> {
  try {
    return await takeFromLimit(redis, name, limit);
  } catch (error) {
    logger.warn({ err: error }, 'limit could not be checked, let through');
    return { allowed: true };
  }
}

/** Throws `limited` if the answer is a refusal. */
export function refuseLimited(answer: LimitAnswer): void {
  if (!answer.allowed) throw new AppError('limited', { details: { retryAfterMs: answer.retryAfterMs } });
}
