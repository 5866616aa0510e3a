import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '@ringback/shared/contract/errors';
import type { AuditEntry } from '@ringback/shared/contract/operator-audit';
import { wideNetworkOf } from '@ringback/shared/contract/wide-network';
import { takeFromLimits } from '@ringback/shared/redis/admission/limits';
import { writeAudit } from '@ringback/shared/redis/fleet/operator-audit';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Request, RequestHandler } from 'express';

const windowMs = 10 * 60_000;
/** Wrong tokens allowed in ten minutes, for one address and for its whole network. */
const mostWrong = { address: 10, network: 50 };
/** Refusals noted in ten minutes, for one network and for all, so that guesses push nothing out of the record. */
const mostNoted = { network: 3, all: 100 };
/** Looks by an operator are noted once an hour for each network, because consoles look every second. */
const lookedLifeSeconds = 3600;

const digest = (text: string) => createHash('sha256').update(text).digest();

/** What was done, without ids and without anything else from the body. */
function toWhat({ method, baseUrl, path, body }: Request): string {
  const action = `${method} ${baseUrl}${path}`
    .replace(/ses_[\w-]+|[0-9a-f-]{36}/g, ':id')
    .replace(/(?<=\/deletion-records\/).*/, ':reference');
  const isSwitch = typeof body === 'object' && body !== null && 'enabled' in body;
  return isSwitch ? `${action} enabled=${body.enabled === true}` : action;
}

/**
 * Admits only bearers of the operator token, and notes who did what from where before it is done. A network with too
 * many wrong tokens is refused whatever it sends, which stops guessing. Closed without Redis.
 */
export function createOperatorDoor(parts: {
  redis: ScriptedRedis;
  token: string;
  /** Where a request comes from, as limits see it. */
  addressOf: (request: Request) => string;
}): RequestHandler {
  const { redis, token, addressOf } = parts;
  const expected = digest(`Bearer ${token}`);

  const take = (address: string, amount: number) =>
    takeFromLimits(redis, [
      { name: `operator:address:${address}`, most: mostWrong.address, windowMs, amount },
      { name: `operator:network:${wideNetworkOf(address)}`, most: mostWrong.network, windowMs, amount },
    ]);

  async function takeNote(name: string, most: number): Promise<boolean> {
    const ofAll = { name: 'operator:noted', most: mostNoted.all, windowMs, amount: 1 };
    return (await takeFromLimits(redis, [{ name, most, windowMs, amount: 1 }, ofAll])).allowed;
  }

  /**
   * Notes the first refusals, and the one from which on a network or address is refused whatever it sends. Each of
   * several simultaneous guesses may take itself for that one, so it is noted once.
   */
  async function isWorthNoting(address: string, isLast: boolean): Promise<boolean> {
    if (isLast && (await takeNote(`operator:last:${address}`, 1))) return true;
    return await takeNote(`operator:noted:${wideNetworkOf(address)}`, mostNoted.network);
  }

  /** A repeated look is not noted. */
  async function isNews({ method }: Request, from: string): Promise<boolean> {
    if (method !== 'GET' && method !== 'HEAD') return true;
    const key = keys.operatorLooked(from);
    return (await redis.set(key, '1', 'EX', lookedLifeSeconds, 'NX')) === 'OK';
  }

  async function judge(request: Request, from: string): Promise<AppError | null> {
    const note = (outcome: AuditEntry['outcome']) =>
      writeAudit(redis, { from, what: toWhat(request), outcome });
    const isRight = timingSafeEqual(digest(request.headers.authorization ?? ''), expected);
    // Checked and taken in one step, so that simultaneous guesses get no more tries than guesses one by one.
    const answer = await take(from, isRight ? 0 : 1);
    if (!answer.allowed) return new AppError('limited', { details: { retryAfterMs: answer.retryAfterMs } });
    if (isRight) {
      if (await isNews(request, from)) await note('allowed');
      return null;
    }
    const isLast = !(await take(from, 0)).allowed;
    if (await isWorthNoting(from, isLast)) await note(isLast ? 'limited' : 'refused');
    return new AppError('operator_token_wrong');
  }

  return async (request, _response, next) => {
    const refusal = await judge(request, addressOf(request));
    if (refusal === null) next();
    else next(refusal);
  };
}
