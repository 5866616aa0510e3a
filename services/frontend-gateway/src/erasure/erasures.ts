import type { DeletionActor, DeletionReference } from '@ringback/shared/contract/deletion-record';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import {
  countDeleted,
  noteErased,
  openDeletionRecord,
} from '@ringback/shared/redis/erasure/deletion-records';
import {
  claimWalk,
  type ErasureRequest,
  forgetRequest,
  leaveWalk,
  listRequests,
  noteRequest,
  postponeWalk,
} from '@ringback/shared/redis/erasure/erasure-requests';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { listOwned } from '@ringback/shared/redis/session/owned-sessions';
import type { Logger } from '@ringback/shared/runtime/logger';
import { repeat } from '@ringback/shared/runtime/repeat';
import type { CandidateTraces } from './candidate-traces.ts';
import type { SessionErasure } from './erase-session.ts';

/**
 * A start that was under way when the erasure was asked for has ended by then, and what it left is found. Tickets of
 * before have expired.
 */
const settledMs = 40_000;
const lookEveryMs = 5_000;
/** Sessions under way are given seconds to end, so several are ended together. */
const mostAtOnce = 8;

/** Erases what was asked for, whatever dies meanwhile: a request is stored first, and any gateway finishes it. */
export interface Erasures {
  /**
   * Resolves when the request is stored. `done` resolves when the session is gone, and rejects when something failed; it
   * is erased all the same, a little later.
   */
  eraseOne(asked: {
    sessionId: SessionId;
    ownerId: CandidateId | null;
    by: DeletionActor;
    reference: DeletionReference;
  }): Promise<{ done: Promise<void> }>;
  /** Resolves when the request is stored. `done` resolves when the first walk is over, whatever came of it. */
  eraseEverything(asked: {
    owners: readonly CandidateId[];
    reference: DeletionReference;
  }): Promise<{ done: Promise<void> }>;
  /** Finishes the sessions that are being erased, and leaves the others to another gateway. */
  close(): Promise<void>;
}

export function createErasures(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  erase: (erasure: SessionErasure) => Promise<void>;
  candidate: CandidateTraces;
  /** The fleet's time, epoch ms. */
  now: () => number;
}): Erasures {
  const { redis, logger, erase, candidate, now } = parts;
  let isClosed = false;

  /** Each by itself: one that fails delays no other. Returns how many did, or are left because this gateway stops. */
  async function eraseEach(sessions: SessionErasure[]): Promise<number> {
    const left = [...sessions];
    let failed = 0;
    const work = async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const { sessionId } = next;
        if (isClosed) {
          failed += 1;
          continue;
        }
        await erase(next).catch((error) => {
          failed += 1;
          logger.warn({ err: error, sessionId }, 'a session could not be erased, tried again');
        });
      }
    };
    await Promise.all(Array.from({ length: mostAtOnce }, work));
    return failed;
  }

  /** Returns how long the next walk can wait. Null: it is done for good. */
  async function walkThroughAll({ owners, reference, askedAt }: ErasureRequest): Promise<number | null> {
    const begunAt = now();
    const owned = [...(await listOwned(redis, owners))];
    const failed = await eraseEach(owned.map(([sessionId, ownerId]) => ({ sessionId, ownerId, reference })));
    const found = await candidate.remove(owners);
    await countDeleted(redis, reference, found);
    if (failed > 0) return 0;
    await redis.del(...owners.map(keys.candidateSessions));
    const isFirst = !(await redis.hexists(keys.deletionRecord(reference), 'erasedAt'));
    if (isFirst || owned.length > 0) await noteErased(redis, reference, now());
    return begunAt - askedAt >= settledMs ? null : askedAt + settledMs - now();
  }

  async function walkThroughOne(request: ErasureRequest & { sessionId: SessionId }): Promise<null> {
    const { sessionId, owners, reference } = request;
    await erase({ sessionId, ownerId: owners[0] ?? null, reference });
    await noteErased(redis, reference, now());
    return null;
  }

  /** Does what a request asks for, as far as possible now. */
  async function walk(request: ErasureRequest): Promise<void> {
    const { reference, sessionId } = request;
    let againAfterMs: number | null = 0;
    try {
      againAfterMs =
        sessionId === null ? await walkThroughAll(request) : await walkThroughOne({ ...request, sessionId });
      if (againAfterMs !== null) return;
      await forgetRequest(redis, request);
      logger.info({ reference, isOne: sessionId !== null }, 'erasure finished');
    } finally {
      if (againAfterMs) await postponeWalk(redis, reference, againAfterMs);
      else await leaveWalk(redis, reference);
    }
  }

  const underWay = new Set<Promise<void>>();
  function follow(walking: Promise<void>): Promise<void> {
    underWay.add(walking);
    return walking.finally(() => underWay.delete(walking));
  }
  const failedWalk = (reference: DeletionReference) => (error: unknown) =>
    logger.warn({ err: error, reference }, 'erasure failed, tried again');

  async function lookAfterRequests(): Promise<void> {
    for (const request of await listRequests(redis)) {
      const { reference } = request;
      if (isClosed) return;
      if (await claimWalk(redis, reference)) await walk(request).catch(failedWalk(reference));
    }
  }
  const upkeep = repeat(
    lookEveryMs,
    () => follow(lookAfterRequests()),
    (error) => logger.warn({ err: error }, 'erasures could not be looked after'),
  );

  return {
    async eraseOne({ sessionId, ownerId, by, reference }) {
      const askedAt = now();
      const owners = ownerId === null ? [] : [ownerId];
      const request = { reference, owners, sessionId, askedAt };
      await openDeletionRecord(redis, { reference, scope: 'one_interview', by, askedAt });
      await noteRequest(redis, request);
      await claimWalk(redis, reference);
      return { done: follow(walk(request)) };
    },
    async eraseEverything({ owners, reference }) {
      const askedAt = now();
      const request: ErasureRequest = { reference, owners: [...owners], sessionId: null, askedAt };
      await openDeletionRecord(redis, { reference, scope: 'everything', by: 'candidate', askedAt });
      await noteRequest(redis, request);
      await claimWalk(redis, reference);
      return { done: follow(walk(request).catch(failedWalk(reference))) };
    },
    async close() {
      isClosed = true;
      upkeep.close();
      await Promise.allSettled(underWay);
    },
  };
}
