import { randomUUID } from 'node:crypto';
import type { CandidateId, SessionId, ShareId } from '@ringback/shared/contract/ids';
import { toCoachSeat } from '@ringback/shared/redis/admission/coach-seats';
import { readShared } from '@ringback/shared/redis/admission/share-links';
import { keepSlots, takeSlot } from '@ringback/shared/redis/admission/slots';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';
import { repeat } from '@ringback/shared/runtime/repeat';
import type { Watching } from '../domain/audience.ts';

const keepEveryMs = 5_000;
/**
 * How long the seats of a dead gateway last. This is longer than its browsers take to come back, so they must find
 * room beside them.
 */
const seatLifeMs = 15_000;

/** The viewer that takes a seat. `shareId` is null for the session's owner. */
export interface Sitter {
  sessionId: SessionId;
  candidateId: CandidateId;
  shareId: ShareId | null;
  /** What the link by which they watch shows now, told again and again. Null: it was revoked or has expired. */
  onShared: (as: Coach | null) => void;
}

/** A coach, by what their link shows. */
type Coach = Exclude<Watching, 'owner'>;
export const toCoach = ({ report }: { report: boolean }): Coach => (report ? 'reading_coach' : 'coach');

export type SeatAnswer = { taken: true; leave: () => void } | { taken: false; retryAfterMs: number };

/** Seats for logs sockets, counted over all gateways. Tells a session how many coaches watch it. */
export interface ViewerSeats {
  take(sitter: Sitter): Promise<SeatAnswer>;
  close(): void;
}

export function openViewerSeats(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  /** Sockets of one session, and of one candidate; 0 means no limit. */
  most: { session: number; candidate: number };
  tellCoaches: (sessionId: SessionId, coaches: number) => void;
}): ViewerSeats {
  const { redis, logger, most, tellCoaches } = parts;
  const seats = new Map<string, Sitter>();

  const keysOf = ({ sessionId, candidateId, shareId }: Sitter) => [
    keys.sessionSeats(sessionId),
    keys.candidateSeats(candidateId),
    ...(shareId === null ? [] : [keys.coachSeats(sessionId)]),
  ];

  function tellTaken(sessionIds: Iterable<SessionId>, taken: ReadonlyMap<string, number>): void {
    for (const id of sessionIds) tellCoaches(id, taken.get(keys.coachSeats(id)) ?? 0);
  }

  async function take(sitter: Sitter): Promise<SeatAnswer> {
    const own = randomUUID();
    const id = sitter.shareId === null ? own : toCoachSeat(sitter.shareId, own);
    const limits = [most.session, most.candidate, 0];
    const wanted = keysOf(sitter);
    for (const [index, key] of wanted.entries()) {
      const answer = await takeSlot(redis, id, { key, most: limits[index] ?? 0, lifeMs: seatLifeMs });
      if (answer.taken) continue;
      await giveBack(id, wanted.slice(0, index));
      return { taken: false, retryAfterMs: Math.min(answer.retryAfterMs, keepEveryMs) };
    }
    seats.set(id, sitter);
    count(sitter);
    return { taken: true, leave: () => leave(id) };
  }

  /** A coach changes what the owner is told. A new owner must be told once. */
  function count({ sessionId }: Sitter): void {
    keepSlots(redis, new Map([[keys.coachSeats(sessionId), []]]), seatLifeMs).then(
      (taken) => tellTaken([sessionId], taken),
      (error) => logger.warn({ err: error }, 'coaches could not be counted'),
    );
  }

  async function giveBack(id: string, from: readonly string[]): Promise<void> {
    const pipeline = redis.pipeline();
    for (const key of from) pipeline.zrem(key, id);
    await pipeline.exec();
  }

  function leave(id: string): void {
    const sitter = seats.get(id);
    if (sitter === undefined) return;
    seats.delete(id);
    giveBack(id, keysOf(sitter)).then(
      () => {
        if (sitter.shareId !== null) count(sitter);
      },
      // The seat is no longer kept and expires by itself.
      (error) => logger.warn({ err: error }, 'seat was not given back'),
    );
  }

  async function keep(): Promise<void> {
    if (seats.size === 0) return;
    const sessionIds = new Set<SessionId>();
    const held = new Map<string, string[]>();
    for (const [id, sitter] of seats) {
      sessionIds.add(sitter.sessionId);
      for (const key of keysOf(sitter)) {
        const ids = held.get(key);
        if (ids === undefined) held.set(key, [id]);
        else ids.push(id);
      }
    }
    // The coaches may all sit at other gateways.
    for (const id of sessionIds) {
      if (!held.has(keys.coachSeats(id))) held.set(keys.coachSeats(id), []);
    }
    tellTaken(sessionIds, await keepSlots(redis, held, seatLifeMs));
    const coaches = [...seats.values()].filter(({ shareId }) => shareId !== null);
    await Promise.all(coaches.map(tellShared));
  }

  async function tellShared({ sessionId, shareId, onShared }: Sitter): Promise<void> {
    if (shareId === null) return;
    const shared = await readShared(redis, { sessionId, shareId });
    onShared(shared === null ? null : toCoach(shared));
  }

  const keeping = repeat(keepEveryMs, keep, (error) =>
    logger.warn({ err: error }, 'seats could not be kept'),
  );

  return {
    take,
    close() {
      keeping.close();
      for (const id of [...seats.keys()]) leave(id);
    },
  };
}
