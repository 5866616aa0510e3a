import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import type { OwnSession } from '@ringback/shared/contract/own-data';
import type { Report } from '@ringback/shared/contract/report';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { findReservation, toUsd } from '@ringback/shared/redis/admission/reservations';
import { listShareLinks } from '@ringback/shared/redis/admission/share-links';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { readNotes } from '@ringback/shared/redis/session/coach-notes';
import { readReport } from '@ringback/shared/redis/session/reports';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { readStrongerAnswers } from '@ringback/shared/redis/session/stronger-answers';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import { toOwnReports, toOwnSession } from '../domain/own-session.ts';

/** What sessions are read from. */
export interface OwnSessionSource {
  redis: ScriptedRedis;
  store: Pick<SessionStore, 'read' | 'readLog'>;
}

/**
 * Reads all that is kept of one session. Null: it is gone, or is not one of these owners'. `unreadable`: it is theirs by
 * their index, and what is stored cannot be read. Rejects without Redis.
 */
export async function readOwnSession(
  source: OwnSessionSource,
  sessionId: SessionId,
  owners: readonly CandidateId[],
): Promise<OwnSession | 'unreadable' | null> {
  try {
    return await read(source, sessionId, owners);
  } catch (error) {
    if (isUnreadable(error)) return 'unreadable';
    throw error;
  }
}

function toKept(
  { expired }: SessionRecord,
  hash: string | null,
  report: Report | null,
): OwnSession['reports'][number]['kept'] {
  if (report !== null) return 'kept';
  if (hash === null) return 'never_written';
  return expired.report === undefined ? 'unreadable' : 'expired';
}

async function read(
  { redis, store }: OwnSessionSource,
  sessionId: SessionId,
  owners: readonly CandidateId[],
): Promise<OwnSession | 'unreadable' | null> {
  const found = await store.read(sessionId);
  if (found === null || !owners.includes(found.record.ownerId)) return null;
  const { record } = found;
  const log = await store.readLog(sessionId, 0);
  const held = await findReservation(redis, sessionId);
  const links = await listShareLinks(redis, sessionId);
  const session = toOwnSession(record, log, {
    heldBackUsd: held === null ? null : toUsd(held.reservation.amount),
    shareLinks: links.map(({ sessionId: _, ...link }) => link),
    coachNotes: record.phase === 'closed' ? await readNotes(redis, sessionId) : [],
  });
  if (session === null) return 'unreadable';
  const reports: OwnSession['reports'] = [];
  for (const { settled, own } of toOwnReports(record, log)) {
    const { hash } = settled;
    const report = hash === null ? null : await readReport(redis, sessionId, hash);
    reports.push({ ...own, kept: toKept(record, hash, report), report });
  }
  const hashes = record.givenFacts.flatMap(({ hash }) => hash ?? []);
  return { ...session, reports, strongerAnswers: await readStrongerAnswers(redis, sessionId, hashes) };
}
