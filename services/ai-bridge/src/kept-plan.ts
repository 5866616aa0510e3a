import { type InterviewPlan, interviewPlanSchema } from '@ringback/shared/contract/interview-plan';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { SessionStore } from '@ringback/shared/redis/session-store';

/**
 * The plan on the record for the present configuration; null when none was made, or one that only another version can
 * follow. Rejects without Redis.
 */
export async function readKeptPlan(
  store: Pick<SessionStore, 'readLog'>,
  { record }: ReadRecord,
): Promise<InterviewPlan | null> {
  const log = await store.readLog(record.sessionId, 0);
  const last = log.findLast(
    ({ event }) => event.type === 'interview.planned' && event.configurationHash === record.configurationHash,
  );
  if (last?.event.type !== 'interview.planned') return null;
  return interviewPlanSchema.safeParse(last.event.plan).data ?? null;
}
