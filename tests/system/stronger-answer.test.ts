import { newOperationId } from '@ringback/shared/client/operation-id';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import {
  type ReportAnswer,
  reportAnswerSchema,
  type SessionStarted,
} from '@ringback/shared/contract/http-api';
import type { GivenFact } from '@ringback/shared/contract/stronger-answer';
import { toQueueKey } from '@ringback/shared/redis/queues/queues';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import type { ResponsesStandIn } from '@ringback/stand-ins/openai/responses/responses-stand-in';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { createHeldAnswers, type HeldAnswers } from '../support/faults/held-answers.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { recordInterview } from '../support/report/recorded-interview.ts';
import { injections } from '../support/report/transcripts.ts';
import { type Stack, startStack } from '../support/stack.ts';

const question = 'Tell me about a project that you have led and how it turned out in the end?';
const answer =
  'Last year I led the migration of our billing to another provider. I split the work into four parts because nobody ' +
  'knew the old code. I wrote the plan with two colleagues and tested every part with one customer first. We moved every ' +
  'customer within six weeks, and the number of failed payments fell by 30 percent.';
const fact = 'The reconciliation did not work at first, and Ines repaired it with me';

let stack: Stack;
let candidate: CandidateClient;
let started: SessionStarted;
let model: HeldAnswers;
let responses: ResponsesStandIn;

beforeEach(async () => {
  model = createHeldAnswers();
  ({ responses } = model);
  stack = await startStack({ responses, env: { OPENAI_PLAN_MODEL: 'none' } });
  candidate = await visit(stack.gatewayUrl);
  started = await candidate.start();
  await recordInterview(stack.store, started.sessionId, { question, answer });
  await eventually(async () => expect((await read()).state).toBe('ready'), 20_000);
});
afterEach(async () => {
  model.release();
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

async function read(): Promise<ReportAnswer> {
  const response = await candidate.fetch(`/api/sessions/${started.sessionId}/report`);
  return reportAnswerSchema.parse(await response.json());
}
const give = (text: string, questionId = 'q1', operationId = newOperationId()) =>
  candidate.api.giveFact(started.sessionId, questionId, { operationId, version: 1, text });
const factsOf = async (): Promise<readonly GivenFact[]> =>
  (await candidate.api.session(started.sessionId)).view.givenFacts;
const untilLast = (state: string) =>
  eventually(async () => expect((await factsOf()).at(-1)).toMatchObject({ state }), 10_000);

/** Gives a fact, and has what is written from it. */
async function writtenFrom(text: string): Promise<string> {
  await give(text);
  await untilLast('ready');
  return (await read()).strongerAnswers.at(-1)?.text ?? '';
}

describe('a fact that is given', () => {
  it('leads to a stronger answer, once for each request, and a page follows it by its socket', async () => {
    const isHeld = model.holdAfter(0);
    const { sessionId } = started;
    const before = (await read()).report;
    const operationId = newOperationId();
    await give(fact, 'q1', operationId);
    await give(fact, 'q1', operationId);
    const page = await candidate.watch({ sessionId, ticket: await candidate.ticket(sessionId) });
    await isHeld;
    expect(JSON.stringify(page.messages)).not.toContain('stronger_answer.ready');
    model.release();
    expect((await page.closed).code).toBe(closeCodes.sessionClosed);
    expect(JSON.stringify(page.messages)).toContain('stronger_answer.ready');
    const { view } = await candidate.api.session(sessionId);
    expect(view).toMatchObject({ givenFacts: [{ questionId: 'q1', state: 'ready' }], factTexts: [fact] });
    const { report, strongerAnswers } = await read();
    expect(report).toEqual(before);
    expect(strongerAnswers).toMatchObject([
      { factNumber: 1, questionId: 'q1', madeBy: { writer: 'rules' }, cost: { usd: 0 }, blanks: 0 },
    ]);
    expect(strongerAnswers[0]?.text).toMatch(/^Last year I led the migration.*with me\.$/);
    expect(responses.requests.at(-1)).toMatchObject({
      text: { format: { name: 'report_stronger' } },
      store: false,
    });
  });

  it('has no effect but as its own text, whatever it orders', async () => {
    const before = (await read()).report;
    const order = injections.join(' ');
    const calm = await writtenFrom(fact);
    const ordered = await writtenFrom(order);
    expect(ordered.replace(order, '')).toBe(calm.replace(`${fact}.`, ''));
    const [one, other] = responses.requests.slice(-2);
    expect(other?.instructions).toBe(one?.instructions);
    expect((await read()).report).toEqual(before);
  });

  it('is taken only where the report asks for one, in so many characters, and of its candidate', async () => {
    await expect(give(fact, 'q9')).rejects.toMatchObject({ status: 422, code: 'request_invalid' });
    await expect(give('  ')).rejects.toMatchObject({ status: 422 });
    await expect(give('x'.repeat(501))).rejects.toMatchObject({ status: 422 });
    const stranger = await visit(stack.gatewayUrl);
    const request = { operationId: newOperationId(), version: 1, text: fact };
    await expect(stranger.api.giveFact(started.sessionId, 'q1', request)).rejects.toMatchObject({
      status: 404,
    });
    const isHeld = model.holdAfter(0);
    await give(fact);
    await isHeld;
    await expect(give('Another.')).rejects.toMatchObject({ status: 409, code: 'report_reply_refused' });
    model.release();
    await untilLast('ready');
    expect(await factsOf()).toHaveLength(1);
  });

  it('whose stronger answer fails says why, and is asked about again', async () => {
    responses.faults.answer = 'refusal';
    await give(fact);
    await untilLast('failed');
    expect(await factsOf()).toMatchObject([{ reason: 'refusal' }]);
    responses.faults.answer = 'right';
    expect(await writtenFrom(fact)).toContain(fact);
    expect((await read()).strongerAnswers).toHaveLength(1);
  });

  it('is erased with its session, and so is what was written from it', async () => {
    const { sessionId } = started;
    await writtenFrom(fact);
    expect((await candidate.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' })).status).toBe(204);
    expect(await stack.redis.exists(sessionKeys.reports(sessionId), sessionKeys.log(sessionId))).toBe(0);
    const told = await stack.redis.xrange(`${toQueueKey('report')}:events`, '-', '+');
    expect(JSON.stringify(told)).not.toContain(sessionId);
  });
});
