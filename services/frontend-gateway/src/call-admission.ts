import { AppError } from '@ringback/shared/contract/errors';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import type { Via } from '@ringback/shared/contract/lifecycle';
import { admitCall, cancelAdmission } from '@ringback/shared/redis/call-admission';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';
import { keyedHash } from '@ringback/shared/runtime/seal';
import { type CallsPerHour, limitsOf } from './domain/call-limits.ts';
import { toPrices } from './domain/quote.ts';

/** The grace that a session has beyond its length. */
const graceMinutes = 2;

/** Who wants to be called where, and for how long. */
export interface AdmissionFacts {
  sessionId: SessionId;
  candidateId: CandidateId;
  via: Via;
  lengthMinutes: number;
  /** Null where nobody is called. */
  callee: { number: string; country: string | null } | null;
  address: string;
}

/** Holds calls to their limits and to the day's money. Atomic; closed when Redis does not answer. */
export interface CallAdmission {
  /** Throws `limited` with `details.retryAfterMs`. */
  admit(facts: AdmissionFacts): Promise<void>;
  /** Gives back the money of a session that was not made. */
  cancel(sessionId: SessionId): Promise<void>;
}

export function createCallAdmission(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  secret: string;
  perHour: CallsPerHour;
  dailyLimitUsd: number;
  carrierIsReal: boolean;
  modelIsReal: boolean;
}): CallAdmission {
  const { redis, logger, secret, perHour, dailyLimitUsd, carrierIsReal, modelIsReal } = parts;
  const hash = (text: string) => keyedHash(secret, `limit\n${text}`);
  return {
    async admit({ sessionId, candidateId, via, lengthMinutes, callee, address }) {
      const prices = toPrices({ via, carrierIsReal, modelIsReal });
      const facts = {
        number: callee?.number ?? null,
        country: callee?.country ?? null,
        candidateId,
        address,
      };
      const answer = await admitCall(redis, {
        sessionId,
        at: Date.now(),
        // What rings nowhere is limited by its money and by the other limits of a start.
        limits: via === 'browser' ? [] : limitsOf(facts, perHour, hash),
        reserveUsd: (prices.carrier + prices.model) * (lengthMinutes + graceMinutes),
        dailyLimitUsd,
        prices,
      });
      if (answer.outcome === 'ok') return;
      const limit = answer.outcome === 'spent' ? 'daily_spend' : (answer.name.split(':')[1] ?? '');
      logger.warn({ limit, via }, 'call refused by a limit');
      throw new AppError('limited', { details: { retryAfterMs: answer.retryAfterMs, limit } });
    },
    cancel: (sessionId) => cancelAdmission(redis, sessionId),
  };
}
