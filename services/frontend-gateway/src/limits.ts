import type { IncomingMessage } from 'node:http';
import { AppError } from '@ringback/shared/contract/errors';
import { type Limit, type LimitAnswer, takeFromLimit } from '@ringback/shared/redis/limits';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';

/** Takes one use; throws `limited` with `details.retryAfterMs` when there were too many. Rejects without Redis. */
export async function spendLimit(redis: ScriptedRedis, name: string, limit: Limit): Promise<void> {
  refuseLimited(await takeFromLimit(redis, name, limit));
}

/** As `takeFromLimit`, but everybody passes while Redis is away: for what costs nothing. */
export async function takeOpenly(
  redis: ScriptedRedis,
  logger: Logger,
  { name, limit }: { name: string; limit: Limit },
): Promise<LimitAnswer> {
  try {
    return await takeFromLimit(redis, name, limit);
  } catch (error) {
    logger.warn({ err: error }, 'limit could not be asked, let through');
    return { allowed: true };
  }
}

/** Throws `limited` when a limit did not allow. */
export function refuseLimited(answer: LimitAnswer): void {
  if (!answer.allowed) throw new AppError('limited', { details: { retryAfterMs: answer.retryAfterMs } });
}

/** The first 64 bits of an IPv6 address, however it is shortened. */
function firstGroups(address: string): string[] {
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0));
  const groups = [...(before ?? []), ...Array<string>(zeros).fill('0'), ...(after ?? [])];
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
}

/**
 * The network that a request comes from: its address, for IPv6 the /64 that one household has. Behind
 * `proxyHops` trusted proxies it is what the outermost of them saw, by X-Forwarded-For; what a browser wrote
 * there itself stands further left and is not read.
 */
export function networkOf(request: IncomingMessage, proxyHops: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const seen = forwarded.split(',').map((part) => part.trim());
  const address = proxyHops === 0 ? direct : (seen.at(-proxyHops) ?? direct) || direct;
  const plain = address.replace(/^::ffff:/, '').slice(0, 45);
  return plain.includes(':') ? `${firstGroups(plain).join(':')}::/64` : plain;
}
