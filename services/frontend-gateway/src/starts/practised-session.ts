import { AppError } from '@ringback/shared/contract/errors';
import type { StoredPlan } from '@ringback/shared/contract/interview-plan';
import type { PracticeRequest, RefusedPractice } from '@ringback/shared/contract/practice';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import { type PreparedPractice, preparePractice } from '@ringback/shared/practice/prepare-practice';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { readReport } from '@ringback/shared/redis/session/reports';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { bestReport } from '@ringback/shared/session/best-report';

async function readBestReport(redis: ScriptedRedis, { sessionId, report }: SessionRecord) {
  const stored = bestReport(report.versions.filter(({ hash }) => hash !== null));
  const hash = stored?.hash ?? null;
  return hash === null ? null : await readReport(redis, sessionId, hash);
}

async function readPlan(
  store: Pick<SessionStore, 'readLog'>,
  { sessionId }: SessionRecord,
): Promise<StoredPlan | null> {
  const log = await store.readLog(sessionId, 0);
  const last = log.findLast(({ event }) => event.type === 'interview.planned');
  return last?.event.type === 'interview.planned' ? last.event.plan : null;
}

const unavailable = (reason: RefusedPractice) =>
  new AppError('practice_unavailable', { details: { reason } });

/** A session that is over, and what of it is to be practised. */
interface Practised {
  request: PracticeRequest;
  record: SessionRecord;
}

/**
 * What is practised of the previous session, which is the candidate's own. Null: nothing, it is an interview like any
 * other. Throws `practice_unavailable` if that session cannot be read or is not over.
 */
export function toPractised(
  request: PracticeRequest | undefined,
  previous: ReadRecord | null,
): Practised | null {
  if (request === undefined) return null;
  if (previous === null) throw unavailable('unreadable');
  if (previous.record.phase !== 'closed') throw unavailable('not_over');
  return { request, record: previous.record };
}

/**
 * Reads what the new session needs of the practised one: its report and, for the same plan, its whole log. Throws
 * `practice_unavailable` with the reason if that cannot be practised. Rejects without Redis.
 */
export async function readPractice(
  { redis, store }: { redis: ScriptedRedis; store: Pick<SessionStore, 'readLog'> },
  { request, record }: Practised,
): Promise<PreparedPractice> {
  const prepared = preparePractice(request, {
    phase: record.phase,
    language: record.jobConfiguration.language,
    report: await readBestReport(redis, record),
    plan: request.kind === 'same_plan' ? await readPlan(store, record) : null,
  });
  if (typeof prepared === 'string') throw unavailable(prepared);
  return prepared;
}
