import { AppError } from '@ringback/shared/contract/errors';
import { numberSearchSchema } from '@ringback/shared/contract/http-api';
import { isNumberBlocked } from '@ringback/shared/redis/admission/blocked-numbers';
import { readCalled } from '@ringback/shared/redis/admission/called-numbers';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import type { RequestHandler } from 'express';
import { restsUntil } from '../domain/number-rest.ts';
import { parseBody } from '../http/request-body.ts';
import { readPhoneNumber } from './phone-number.ts';

/**
 * What happened to a number in the last thirty days, for an operator who looks into a complaint. The number is in the
 * body, which is never logged.
 */
export function createNumberSearch(parts: {
  redis: ScriptedRedis;
  hashes: NumberHashes;
  restMs: number;
}): RequestHandler {
  const { redis, hashes, restMs } = parts;
  return async (request, response) => {
    const reading = readPhoneNumber(parseBody(numberSearchSchema, request.body).phoneNumber);
    if (reading.outcome !== 'number') throw new AppError('number_invalid');
    const { e164 } = reading.number;
    const entries = await readCalled(redis, hashes, e164);
    const isBlocked = await isNumberBlocked(redis, hashes, e164);
    response.json({ isBlocked, restsUntil: restsUntil(entries, restMs), entries });
  };
}
