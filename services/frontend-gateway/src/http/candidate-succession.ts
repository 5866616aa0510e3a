import { createHmac } from 'node:crypto';
import { AppError } from '@ringback/shared/contract/errors';
import { type CandidateId, candidateIdSchema, type OperationId } from '@ringback/shared/contract/ids';
import { isBeingErased } from '@ringback/shared/redis/erasure/erasure-requests';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { deriveKey } from '@ringback/shared/runtime/derive-key';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { Logger } from '@ringback/shared/runtime/logger';
import { candidateLimits } from '../starts/candidate-limits.ts';
import type { KnownCandidate } from './candidate-cookie.ts';

/** An id is succeeded once. After this time it may be tried again. */
const rememberedMs = 24 * 3600_000;
/** By then the browser that sent the start has its new cookie. */
const underWayMs = 10_000;

interface Starting {
  known: KnownCandidate;
  operationId: OperationId;
  /** Spends one of a network's new cookies. Throws when none is left for now. */
  spendNewcomer: () => Promise<void>;
  /**
   * Told the candidate's id from now on, if it changes. Also called before a start throws that left a session or a
   * booking behind.
   */
  become: (candidateId: CandidateId) => void;
}

/**
 * Gives candidates another id at their first session (against session fixation), so that a person who planted a cookie
 * in their browser does not see it. Gives it again at a later session if their cookie can have been planted.
 */
export interface CandidateSuccession {
  /**
   * `settled`: keeps this id. `newcomer`: gets another id at the first session. `succeeded`: already has another one,
   * and a browser that still has this id must begin again. Without Redis: a newcomer.
   */
  standing(known: KnownCandidate): Promise<'newcomer' | 'settled' | 'succeeded'>;
  /**
   * Starts a session in the name of `candidateId`, or of another id when that is required. A repeated operation gets
   * the same id again. Another operation by an id that was already succeeded throws `limited` while the new cookie may
   * be on its way, and then `candidate_unknown`. Throws what `act` throws. An id whose start left neither a
   * session nor a booking stays as it was.
   */
  start<T>(starting: Starting, act: (candidateId: CandidateId) => Promise<T>): Promise<T>;
}

/** As long as a hash of 256 bits. The ids that a browser gets at its first visit are shorter. */
const successorPattern = /^can_[\w-]{43}$/;

/** Derived, so that a repeated start gets the same candidate. Only a client that knows the operation is given it. */
export function toSuccessor([secret]: KeyRing, id: CandidateId, operationId: OperationId): CandidateId {
  const mac = createHmac('sha256', deriveKey(secret, 'candidates')).update(`${id}\n${operationId}`);
  return candidateIdSchema.parse(`can_${mac.digest('base64url')}`);
}

export function createCandidateSuccession(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  secrets: KeyRing;
}): CandidateSuccession {
  const { redis, logger, secrets } = parts;

  const hasSessions = async (id: CandidateId) => (await redis.exists(keys.candidateSessions(id))) > 0;
  /** A booking has no session before its time. */
  const hasLeftAnything = async (id: CandidateId) =>
    (await redis.exists(keys.candidateSessions(id), keys.booking(id))) > 0;

  /** A candidate who has sessions comes from a release that knew no succession. */
  async function isSettled({ candidateId, isPlantable }: KnownCandidate): Promise<boolean> {
    if (isPlantable) return false;
    return successorPattern.test(candidateId) || (await hasSessions(candidateId));
  }

  /** How long ago an id was succeeded. Null when it was not. */
  async function succeededMsAgo(id: CandidateId): Promise<number | null> {
    const leftMs = await redis.pttl(keys.candidateSuccession(id));
    return leftMs < 0 ? null : rememberedMs - leftMs;
  }

  async function claim(id: CandidateId, operationId: OperationId): Promise<void> {
    const key = keys.candidateSuccession(id);
    if ((await redis.set(key, operationId, 'PX', rememberedMs, 'NX')) !== null) return;
    if ((await redis.get(key)) === operationId) return;
    const msAgo = (await succeededMsAgo(id)) ?? 0;
    if (msAgo >= underWayMs) throw new AppError('candidate_unknown');
    throw new AppError('limited', { details: { retryAfterMs: underWayMs - msAgo } });
  }

  /** Uses of limits carry over, this start included. */
  async function carryLimits(from: CandidateId, to: CandidateId): Promise<void> {
    const pipeline = redis.pipeline();
    for (const name of Object.values(candidateLimits))
      pipeline.copy(keys.limit(name(from)), keys.limit(name(to)));
    await pipeline.exec();
  }

  return {
    async standing(known) {
      try {
        if (await isBeingErased(redis, known.candidateId)) return 'succeeded';
        if (await isSettled(known)) return 'settled';
        return ((await succeededMsAgo(known.candidateId)) ?? 0) >= underWayMs ? 'succeeded' : 'newcomer';
      } catch (error) {
        logger.warn({ err: error }, 'a candidate’s standing could not be read, taken for a newcomer');
        return 'newcomer';
      }
    },
    async start({ known, operationId, spendNewcomer, become }, act) {
      const { candidateId: id, isPlantable } = known;
      // Of a second device, or a second tab. What it starts now would be erased with the rest.
      if (await isBeingErased(redis, id)) throw new AppError('candidate_unknown');
      if (await isSettled(known)) return await act(id);
      const successor = toSuccessor(secrets, id, operationId);
      // A settled candidate may have used up limits. A succession must not renew these for free.
      if (isPlantable) await spendNewcomer();
      await claim(id, operationId);
      let isSucceeded = true;
      try {
        // The numbers that the candidate has shown to be theirs.
        await redis.copy(keys.verifiedNumbers(id), keys.verifiedNumbers(successor));
        return await act(successor);
      } catch (error) {
        // Unknown without Redis. The new id finds what was left if there is anything, and does no harm otherwise.
        isSucceeded = await hasLeftAnything(successor).catch(() => true);
        if (!isSucceeded) await redis.forgetIf(keys.candidateSuccession(id), operationId);
        throw error;
      } finally {
        if (isSucceeded) {
          become(successor);
          await carryLimits(id, successor);
        }
      }
    },
  };
}
