import { AppError } from '@ringback/shared/contract/errors';
import { type Limit, type LimitAnswer, takeFromLimit } from '@ringback/shared/redis/limits';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Response } from 'express';

/** Counts a use and throws `limited`, with the Retry-After header set, when there were too many. */
export async function spendLimit(
  redis: ScriptedRedis,
  response: Response,
  spent: { name: string; limit: Limit },
): Promise<void> {
  refuseLimited(response, await takeFromLimit(redis, spent.name, spent.limit));
}

/** Throws `limited` for a refusal. */
export function refuseLimited(response: Response, answer: LimitAnswer): void {
  if (answer.allowed) return;
  const { retryAfterMs } = answer;
  response.set('Retry-After', String(Math.max(1, Math.ceil(retryAfterMs / 1000))));
  throw new AppError('limited', { details: { retryAfterMs } });
}
