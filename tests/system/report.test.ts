import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { SessionStarted } from '@ringback/shared/contract/http-api';
import { type ReportAnswer, reportAnswerSchema } from '@ringback/shared/contract/http-api';
import { keys } from '@ringback/shared/redis/keys';
import { toQueueKey } from '@ringback/shared/redis/queues/queues';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { recordInterview } from '../support/report/recorded-interview.ts';
import { holdShortInterview, shortAnswer, shortQuestion, shortScript } from '../support/short-interview.ts';
import { type Stack, type StackOptions, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

async function begin(
  options: StackOptions = {},
): Promise<{ candidate: CandidateClient; started: SessionStarted }> {
  stack = await startStack({
    ...options,
    script: shortScript(),
  });
  const candidate = await visit(stack.gatewayUrl);
  return { candidate, started: await candidate.start() };
}

async function read(candidate: CandidateClient, { sessionId }: SessionStarted): Promise<ReportAnswer> {
  const response = await candidate.fetch(`/api/sessions/${sessionId}/report`);
  expect(response.status).toBe(200);
  return reportAnswerSchema.parse(await response.json());
}

describe('the report of an interview', () => {
  it('is asked for when the interview ends, made, followed by the socket of a page that comes afterwards, and read', async () => {
    const { candidate, started } = await begin();
    expect(await holdShortInterview(candidate, started)).toBe(closeCodes.sessionClosed);
    const afterwards = await candidate.watch({
      ...started,
      ticket: await candidate.ticket(started.sessionId),
    });
    expect((await afterwards.closed).code).toBe(closeCodes.sessionClosed);
    const told = await read(candidate, started);
    expect(told).toMatchObject({
      ...{ state: 'ready', version: 1, attempt: 1, hadInterview: true },
      versions: [{ version: 1, state: 'ready', reason: null }],
      report: { version: 1, madeBy: { judge: 'none' }, overall: null, gate: { isAudible: true } },
    });
    expect(told.report?.segments.map(({ spoken }) => spoken).join(' ')).toBe(shortAnswer);
    expect(told.report?.questions[0]).toMatchObject({
      text: shortQuestion,
      answer: ['s001', 's002', 's003'],
    });
    expect(told.report?.figures.find(({ name }) => name === 'talk_share')?.value).toBeGreaterThan(0);
    expect(await stack.redis.zcard(keys.pendingReports)).toBe(0);
  });

  it('is not made where no interview began, and cannot be asked for', async () => {
    const { candidate, started } = await begin();
    await candidate.fetch(`/api/sessions/${started.sessionId}/end`, {
      body: { operationId: 'end_00000001' },
    });
    const told = await eventually(async () => {
      const now = await read(candidate, started);
      expect((await stack.store.read(started.sessionId))?.record.phase).toBe('closed');
      return now;
    }, 8_000);
    expect(told).toMatchObject({ state: 'none', version: 0, hadInterview: false, report: null });
    const asked = await candidate.fetch(`/api/sessions/${started.sessionId}/report`, {
      body: { operationId: 'again_0000001' },
    });
    expect([asked.status, await asked.json()]).toMatchObject([
      409,
      { error: { code: 'report_unavailable' } },
    ]);
  });

  it('is insufficient where too little was said, and names what was missing, with all its figures', async () => {
    const { candidate, started } = await begin();
    await recordInterview(stack.store, started.sessionId, { question: shortQuestion, answer: 'Fine.' });
    const told = await eventually(async () => {
      const now = await read(candidate, started);
      expect(now.state).toBe('insufficient');
      return now;
    }, 8_000);
    expect(told.reason).toBe('words');
    // The line of a busy machine may have gaps, too.
    const words = expect.objectContaining({ what: 'words', measured: 1 });
    expect(told.report?.gate).toMatchObject({ isAudible: false, missing: expect.arrayContaining([words]) });
    expect(told.report?.figures.length).toBeGreaterThan(0);
  });

  it('is made again when its candidate asks, once for each request, three times in all', async () => {
    const { candidate, started } = await begin();
    await recordInterview(stack.store, started.sessionId, { question: shortQuestion, answer: shortAnswer });
    const ask = (operationId: string) =>
      candidate.fetch(`/api/sessions/${started.sessionId}/report`, { body: { operationId } });
    const settled = (version: number) =>
      eventually(
        async () => expect(await read(candidate, started)).toMatchObject({ state: 'ready', version }),
        8_000,
      );
    await settled(1);
    const [first, repeated] = [await ask('again_0000001'), await ask('again_0000001')];
    expect([first.status, repeated.status]).toEqual([202, 202]);
    expect(await repeated.json()).toEqual(await first.json());
    await settled(2);
    expect((await ask('again_0000002')).status).toBe(202);
    await settled(3);
    const refused = await ask('again_0000003');
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { error: { code: 'report_versions_used' } },
    ]);
    expect((await read(candidate, started)).versions.map(({ version }) => version)).toEqual([1, 2, 3]);
    const second = await candidate.fetch(`/api/sessions/${started.sessionId}/report?version=2`);
    expect(reportAnswerSchema.parse(await second.json()).report?.version).toBe(2);
  });

  it('is erased with its session: nothing of it is left in Redis, in the queue, or for another candidate', async () => {
    const { candidate, started } = await begin();
    await recordInterview(stack.store, started.sessionId, { question: shortQuestion, answer: shortAnswer });
    const { sessionId } = started;
    const stranger = await visit(stack.gatewayUrl);
    expect((await stranger.fetch(`/api/sessions/${sessionId}/report`)).status).toBe(404);
    await eventually(async () => expect((await read(candidate, started)).state).toBe('ready'), 8_000);
    expect(await stack.redis.exists(sessionKeys.reports(sessionId))).toBe(1);
    expect((await candidate.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' })).status).toBe(204);
    expect(await stack.redis.exists(sessionKeys.reports(sessionId), sessionKeys.log(sessionId))).toBe(0);
    expect(await stack.redis.zscore(keys.pendingReports, sessionId)).toBeNull();
    expect(
      JSON.stringify(await stack.redis.xrange(`${toQueueKey('report')}:events`, '-', '+')),
    ).not.toContain(sessionId);
    expect((await candidate.fetch(`/api/sessions/${sessionId}/report`)).status).toBe(404);
  });
});
