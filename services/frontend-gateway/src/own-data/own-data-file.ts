import { type CandidateId, type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { type OwnData, ownDataFormat } from '@ringback/shared/contract/own-data';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { readOwnLimits, readVerifiedNumbers } from './own-limits.ts';
import { type OwnSessionSource, readOwnSession } from './read-own-session.ts';

export interface OwnDataParts extends OwnSessionSource {
  /** Hides whose a limit is from a reader of its name. */
  hash: (text: string) => string;
  /** What is kept of the candidate's booked call. */
  bookings: { own(owners: readonly CandidateId[]): Promise<OwnData['bookings']> };
  /** The fleet's time, epoch ms. */
  now: () => number;
}

/** The sessions of these candidates by their indexes, the newest first. Rejects without Redis. */
export async function listOwnSessions(
  redis: ScriptedRedis,
  owners: readonly CandidateId[],
): Promise<SessionId[]> {
  const listed = await Promise.all(owners.map((id) => redis.zrevrange(keys.candidateSessions(id), 0, -1)));
  return [...new Set(listed.flat())].flatMap((id) => sessionIdSchema.safeParse(id).data ?? []);
}

/**
 * Writes the file (`ownDataSchema`) piece by piece, a session a line. Each session is read only when the reader has
 * taken the one before. Rejects without Redis: the file then lacks its end.
 */
export async function* writeOwnData(
  parts: OwnDataParts,
  owners: readonly CandidateId[],
  sessionIds: readonly SessionId[],
): AsyncGenerator<string> {
  const nowMs = parts.now();
  const head = { kind: 'ringback.own-data', format: ownDataFormat, madeAt: nowMs } satisfies Partial<OwnData>;
  yield `${JSON.stringify(head).slice(0, -1)},"sessions":[`;
  const unreadable: SessionId[] = [];
  let separator = '\n';
  for (const sessionId of sessionIds) {
    const session = await readOwnSession(parts, sessionId, owners);
    if (session === 'unreadable') unreadable.push(sessionId);
    if (session === null || session === 'unreadable') continue;
    yield separator + JSON.stringify(session);
    separator = ',\n';
  }
  const tail = {
    unreadable,
    verifiedNumbers: await readVerifiedNumbers(parts.redis, owners, nowMs),
    limits: await readOwnLimits(parts.redis, owners, { hash: parts.hash, nowMs }),
    bookings: await parts.bookings.own(owners),
    isWhole: true,
  } satisfies Partial<OwnData>;
  yield `\n],${JSON.stringify(tail).slice(1)}\n`;
}
