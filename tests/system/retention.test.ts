import { newOperationId } from '@ringback/shared/client/operation-id';
import { ownDataSchema } from '@ringback/shared/contract/own-data';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { afterEach, expect, it } from 'vitest';
import { createRetentionSweep } from '../../services/frontend-gateway/src/retention/retention-sweep.ts';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { holdShortInterview, shortAnswer, shortQuestion, shortScript } from '../support/short-interview.ts';
import { type Stack, startStack } from '../support/stack.ts';

const dayMs = 24 * 3_600_000;
const keeping = { session: 30, transcript: 20, report: 10, job_texts: 15 };

let stack: Stack;
afterEach(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** Looks through all sessions as a gateway does, this many days from now. */
async function sweepAfter(days: number): Promise<void> {
  const base = { service: 'test', instance: 'test', level: 'silent' };
  const parts = { redis: stack.redis, logger: createLogger(base), metrics: createMetrics('test'), keeping };
  await createRetentionSweep(parts)(Date.now() + days * dayMs);
}

it("what has expired is told as erased on the page's own routes, and asked for no further", async () => {
  stack = await startStack({
    script: shortScript(),
    env: { REPORT_RETENTION_DAYS: '10', TRANSCRIPT_RETENTION_DAYS: '20', JOB_TEXT_RETENTION_DAYS: '15' },
  });
  const candidate = await visit(stack.gatewayUrl);
  const jobConfiguration = { jobTitle: 'Baker', resume: 'Has baked canaries.' };
  const started = await candidate.start({ jobConfiguration });
  const { sessionId } = started;
  await holdShortInterview(candidate, started);
  const { api } = candidate;
  await eventually(async () =>
    expect(['ready', 'insufficient']).toContain((await api.report(sessionId)).state),
  );
  expect(await api.report(sessionId)).toMatchObject({ report: { version: 1 } });
  expect(await api.keeping()).toEqual(keeping);
  const { view } = await api.session(sessionId);
  const itemId = view.transcript.find(({ speaker }) => speaker === 'candidate')?.itemId ?? '';
  const correct = () => api.correct(sessionId, itemId, { operationId: newOperationId(), text: 'No.' });
  const refused = { status: 410, code: 'part_expired' };

  await sweepAfter(11);
  expect(await api.report(sessionId)).toMatchObject({ version: 1, report: null });
  const listed = await api.sessions();
  expect(listed).toMatchObject({
    sessions: [{ sessionId, jobTitle: 'Baker', expired: { report: expect.any(Number) } }],
  });
  await expect(api.makeReport(sessionId, newOperationId())).rejects.toMatchObject(refused);
  const dispute = { operationId: newOperationId(), version: 1, reason: 'No.' };
  await expect(api.dispute(sessionId, 'f1', dispute)).rejects.toMatchObject(refused);
  const rating = { operationId: newOperationId(), ratings: {}, sentence: '' };
  await expect(api.rateSelf(sessionId, rating)).rejects.toMatchObject(refused);
  await correct();

  await sweepAfter(21);
  await expect(correct()).rejects.toMatchObject(refused);
  const own = ownDataSchema.parse(JSON.parse(await api.ownData()));
  expect(own.sessions).toMatchObject([
    {
      expired: { report: expect.any(Number), transcript: expect.any(Number), job_texts: expect.any(Number) },
      jobConfigurations: [{ jobConfiguration: { jobTitle: 'Baker', resume: '' } }],
      reports: [{ version: 1, kept: 'expired' }],
    },
  ]);
  for (const words of [shortAnswer, shortQuestion, 'baked canaries'])
    expect(JSON.stringify(own)).not.toContain(words);
  // A page that opens the session later is told the same by its socket's snapshot.
  const viewer = await candidate.watch({ sessionId, ticket: await candidate.ticket(sessionId) });
  const welcome = viewer.messages.find(({ type }) => type === 'welcome');
  expect(welcome).toMatchObject({ view: { expired: { transcript: expect.any(Number) } } });
  await viewer.closed;
});
