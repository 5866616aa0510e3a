import { createHash } from 'node:crypto';
import type { SessionId } from '@ringback/shared/contract/ids';
import { isReportPending } from '@ringback/shared/contract/report-status';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import { keys } from '@ringback/shared/redis/keys';
import { toQueueKey } from '@ringback/shared/redis/queues/queues';
import { reportQueueName, toReportJobId } from '@ringback/shared/redis/queues/report-queue';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { expect } from 'vitest';
import { eventually } from '../eventually.ts';
import { recordInterview } from '../report/recorded-interview.ts';
import type { FaultFleet } from './fault-fleet.ts';
import type { PatientCandidate } from './patient-candidate.ts';

const question = 'Tell me about a project that you have led and how it turned out in the end?';
const answer =
  'Last year I led the migration of our billing to another provider. I split the work into four parts because nobody ' +
  'knew the old code. I wrote the plan with two colleagues and tested every part with one customer first. We moved every ' +
  'customer within six weeks, and the number of failed payments fell by 30 percent.';

/**
 * Starts a session at a gateway and puts a whole interview on its record. Its report is wanted when this resolves.
 *
 * @param before what happens before that; it is told by which hash the provider will know the candidate
 */
export async function holdInterview(
  fleet: FaultFleet,
  candidate: PatientCandidate,
  before: (pseudonym: string) => void = () => {},
): Promise<SessionId> {
  const { sessionId } = await candidate.start({
    jobConfiguration: { jobTitle: 'Baker' },
    call: { via: 'browser' },
  });
  const ownerId = (await fleet.store.read(sessionId))?.record.ownerId;
  before(createHash('sha256').update(`ringback:${ownerId}`).digest('hex'));
  await recordInterview(fleet.store, sessionId, { question, answer });
  return sessionId;
}

const settlements = ['report.ready', 'report.insufficient', 'report.failed'];

/** Waits until the first version of the report is settled and its job is done. */
function whenSettled(fleet: FaultFleet, sessionId: SessionId, withinMs: number): Promise<void> {
  return eventually(async () => {
    const report = (await fleet.store.read(sessionId))?.record.report;
    if (report === undefined || isReportPending(report)) throw new Error(`report is ${report?.state}`);
    const job = `${toQueueKey(reportQueueName)}:${toReportJobId(sessionId, report.version)}`;
    if ((await fleet.client.exists(job)) > 0) throw new Error('its job is still there');
  }, withinMs);
}

/** Waits for the report, and checks that there is one: in the log, in the record, in Redis and for its candidate. */
export async function expectOneReport(
  fleet: FaultFleet,
  { sessionId, candidate, withinMs }: { sessionId: SessionId; candidate: PatientCandidate; withinMs: number },
): Promise<SessionRecord['report']> {
  await whenSettled(fleet, sessionId, withinMs);
  const log = await fleet.store.readLog(sessionId, 0);
  const events: StoredEvent[] = log.map(({ event }) => event);
  expect(log.map(({ revision }) => revision)).toEqual(log.map((_, place) => place + 1));
  expect(events.filter(({ type }) => settlements.includes(type))).toHaveLength(1);
  const record = (await fleet.store.read(sessionId))?.record;
  expect(record).toEqual(events.reduce<SessionRecord | null>(evolveRecord, null));
  const report = record?.report;
  if (report === undefined) throw new Error('the session is gone');
  expect(report.versions).toHaveLength(1);
  expect(await fleet.client.hkeys(sessionKeys.reports(sessionId))).toEqual([report.versions[0]?.hash]);
  expect(await fleet.client.zscore(keys.pendingReports, sessionId)).toBeNull();
  const told = await candidate.ask(`/api/sessions/${sessionId}/report`);
  expect(await told.json()).toMatchObject({
    ...{ state: report.state, reason: report.reason, version: 1, attempt: report.attempt },
    report: { version: 1 },
  });
  return report;
}
