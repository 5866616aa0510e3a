import { AppError } from '@ringback/shared/contract/errors';
import type { Practice, PracticeRequest } from '@ringback/shared/contract/practice';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import { preparePractice } from '@ringback/shared/practice/prepare-practice';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { readReport } from '@ringback/shared/redis/session/reports';
import { bestReport } from '@ringback/shared/session/best-report';

async function readBestReport(redis: ScriptedRedis, { sessionId, report }: SessionRecord) {
  const stored = bestReport(report.versions.filter(({ hash }) => hash !== null));
  const hash = stored?.hash ?? null;
  return hash === null ? null : await readReport(redis, sessionId, hash);
}

/**
 * What the new session practises of the previous one, which is the candidate's own. Null: nothing, it is an interview
 * like any other. Throws `practice_unavailable` with the reason if that cannot be practised. Rejects without Redis.
 */
export async function readPractice(
  redis: ScriptedRedis,
  request: PracticeRequest | undefined,
  previous: ReadRecord | null,
): Promise<Practice | null> {
  if (request === undefined) return null;
  if (previous === null) throw new AppError('practice_unavailable', { details: { reason: 'unreadable' } });
  const { record } = previous;
  const prepared = preparePractice(request, {
    phase: record.phase,
    language: record.jobConfiguration.language,
    report: await readBestReport(redis, record),
  });
  if (typeof prepared === 'string')
    throw new AppError('practice_unavailable', { details: { reason: prepared } });
  return prepared;
}
