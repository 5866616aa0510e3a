import { z } from 'zod';
import type { ErasedCounts, ErasurePreview } from '../../contract/deletion-record.ts';
import type { SessionId } from '../../contract/ids.ts';
import { phaseSchema } from '../../contract/lifecycle.ts';
import { mostReportVersions, reportStatusSchema } from '../../contract/report-status.ts';
import { mostGivenFacts } from '../../contract/stronger-answer.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { isLive } from '../../session/lifecycle-table.ts';
import { listShareLinks } from '../admission/share-links.ts';
import { keys } from '../keys.ts';
import { toQueueKey } from '../queues/queues.ts';
import { toReportJobId, toStrongerJobId } from '../queues/report-queue.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { countNotes } from './coach-notes.ts';
import { sessionKeys } from './session-keys.ts';
import { isUnreadable } from './unreadable-record.ts';

/** What is stored of a session, in the kinds of a deletion record. */
export interface StoredParts {
  sessionId: SessionId;
  isLive: boolean;
  counts: ErasedCounts;
}

const timesSchema = z.object({ activeAt: z.number().nullable() });

function jobsOf(sessionId: SessionId): string[] {
  const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
  const ofReports = [
    ...upTo(mostReportVersions).map((version) => toReportJobId(sessionId, version)),
    ...upTo(mostGivenFacts).map((factNumber) => toStrongerJobId(sessionId, factNumber)),
  ];
  return [
    `${toQueueKey('dial')}:${sessionId}`,
    ...ofReports.map((jobId) => `${toQueueKey('report')}:${jobId}`),
  ];
}

/** `fields` are null where the record is no hash: then it counts as an interview and nothing more is known. */
function toParts(
  sessionId: SessionId,
  fields: readonly (string | null)[] | null,
  beside: { shares: number; notes: number; jobs: number; reserved: number },
): StoredParts {
  const [phase = null, callSid = null, times = null, report = null] = fields ?? [];
  const known = phaseSchema.safeParse(phase);
  const named = parseJson(callSid ?? 'null');
  const begun = timesSchema.safeParse(parseJson(times ?? 'null'));
  const status = reportStatusSchema.safeParse(parseJson(report ?? 'null'));
  return {
    sessionId,
    isLive: known.success && isLive(known.data),
    counts: {
      interviews: 1,
      transcripts: begun.success && begun.data.activeAt !== null ? 1 : 0,
      reports: status.success ? status.data.versions.filter(({ hash }) => hash !== null).length : 0,
      share_links: beside.shares,
      coach_notes: beside.notes,
      waiting_jobs: beside.jobs,
      reservations: beside.reserved,
      call_records: typeof named === 'string' ? 1 : 0,
    },
  };
}

/**
 * Looks at what is stored of a session without reading it whole, so that one that cannot be read is counted too. Null:
 * there is nothing. Rejects without Redis.
 */
export async function readStoredParts(
  redis: ScriptedRedis,
  sessionId: SessionId,
): Promise<StoredParts | null> {
  const record = sessionKeys.record(sessionId);
  const [isThere, reserved, shares, notes, jobs, fields] = await Promise.all([
    redis.exists(record),
    redis.hexists(keys.reservations, sessionId),
    listShareLinks(redis, sessionId),
    countNotes(redis, sessionId),
    Promise.all(jobsOf(sessionId).map((key) => redis.exists(key))),
    redis.hmget(record, 'phase', 'callSid', 'times', 'report').catch((error) => {
      if (!isUnreadable(error)) throw error;
      return null;
    }),
  ]);
  if (isThere !== 1) return null;
  const waiting = jobs.filter((there) => there === 1).length;
  return toParts(sessionId, fields, { shares: shares.length, notes, jobs: waiting, reserved });
}

/** The sum of each kind that there is something of. */
export function addCounts(all: readonly ErasedCounts[]): ErasurePreview['counts'] {
  const sum: Record<string, number> = {};
  for (const counts of all)
    for (const [kind, count] of Object.entries(counts)) if (count > 0) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}
