import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { SessionStore } from '@ringback/shared/redis/session-store';

/** The plan on the record for the present configuration; null when none was made. Rejects without Redis. */
export async function readKeptPlan(
  store: Pick<SessionStore, 'readLog'>,
  { record }: ReadRecord,
): Promise<InterviewPlan | null> {
  const log = await store.readLog(record.sessionId, 0);
  const last = log.findLast(
    ({ event }) => event.type === 'interview.planned' && event.configurationHash === record.configurationHash,
  );
  return last?.event.type === 'interview.planned' ? last.event.plan : null;
}
