import type { SessionStarted } from '@ringback/shared/contract/http-api';
import { type ReportAnswer, reportAnswerSchema } from '@ringback/shared/contract/http-api';
import { toQueueKey } from '@ringback/shared/redis/queues/queues';
import {
  createResponsesStandIn,
  type ResponsesFaults,
  type ResponsesStandIn,
} from '@ringback/stand-ins/openai/responses/responses-stand-in';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { readEvents } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { recordInterview } from '../support/report/recorded-interview.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const question = 'Tell me about a project that you have led and how it turned out in the end?';
const answer =
  'Last year I led the migration of our billing to another provider. I split the work into four parts because nobody ' +
  'knew the old code. I wrote the plan with two colleagues and tested every part with one customer first. We moved every ' +
  'customer within six weeks, and the number of failed payments fell by 30 percent.';

/** An interview that is over, with a Responses API that behaves like this. */
async function interview(
  faults: Partial<ResponsesFaults> = {},
  env: Record<string, string> = {},
): Promise<{ candidate: CandidateClient; started: SessionStarted; responses: ResponsesStandIn }> {
  const responses = createResponsesStandIn({ faults });
  stack = await startStack({ responses, env: { OPENAI_PLAN_MODEL: 'none', ...env } });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  await recordInterview(stack.store, started.sessionId, { question, answer });
  return { candidate, started, responses };
}

async function read(candidate: CandidateClient, { sessionId }: SessionStarted): Promise<ReportAnswer> {
  const response = await candidate.fetch(`/api/sessions/${sessionId}/report`);
  return reportAnswerSchema.parse(await response.json());
}
const settled = (candidate: CandidateClient, started: SessionStarted) =>
  eventually(async () => {
    const now = await read(candidate, started);
    if (now.state === 'queued' || now.state === 'working') throw new Error(`report is still ${now.state}`);
    return now;
  }, 20_000);

describe('a judged report', () => {
  it('has levels that rules can defend, each with sentences that were said, and no whole', async () => {
    const { candidate, started, responses } = await interview();
    const told = await settled(candidate, started);
    expect(told).toMatchObject({ state: 'ready', attempt: 1, costUsd: 0 });
    const { report } = told;
    expect(report).toMatchObject({
      madeBy: { judge: 'rules', samples: 1, models: { judge: 'gpt-6.1-terra', support: 'gpt-6-luna' } },
      overall: null,
      cost: { usd: 0 },
    });
    expect(report?.madeBy.rubricHash).toMatch(/^[0-9a-f]{64}$/);
    const levels = new Map(report?.dimensions.map(({ id, level }) => [id, level]));
    expect(levels.get('substance')).toBeGreaterThan(1);
    expect(levels.get('relevance')).toBeNull();
    const ids = new Set(report?.segments.map(({ id }) => id));
    const cited = [...(report?.findings ?? []), ...(report?.dimensions ?? [])].flatMap(
      ({ evidence }) => evidence,
    );
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter((id) => !ids.has(id))).toEqual([]);
    expect(report?.questions[0]?.answerType).not.toBeNull();
    expect(report?.advice).not.toBeNull();
    const steps = (await readEvents(stack, started.sessionId)).flatMap((event) =>
      event.type === 'report.progressed' ? [event.step] : [],
    );
    expect([...new Set(steps)]).toEqual(['judging', 'checking', 'advising']);
    const ownerId = (await stack.store.read(started.sessionId))?.record.ownerId ?? '';
    expect(responses.requests.length).toBeGreaterThan(5);
    for (const request of responses.requests) {
      expect(request).toMatchObject({ store: false });
      expect(JSON.stringify(request)).not.toContain(ownerId);
    }
  });

  it.each<[reason: string, faults: Partial<ResponsesFaults>, env?: Record<string, string>]>([
    ['refusal', { answer: 'refusal' }],
    ['content_filter', { answer: 'incomplete', incompleteReason: 'content_filter' }],
    ['quota', { refuse: { status: 429, code: 'insufficient_quota', times: 100 } }],
    ['refused', {}, { OPENAI_REPORT_MODEL: 'not-one-of-theirs' }],
    ['too_expensive', {}, { REPORT_COST_LIMIT_USD: '0.000001' }],
  ])('is none, and says why, where the model gives none: %s', async (reason, faults, env = {}) => {
    const { candidate, started } = await interview(faults, env);
    const told = await settled(candidate, started);
    expect(told).toMatchObject({ state: 'failed', reason, attempt: 1, versions: [{ version: 1, reason }] });
    expect(told.report).toMatchObject({ madeBy: { judge: 'none' }, dimensions: [] });
    expect(told.report?.figures.length).toBeGreaterThan(0);
  });

  it.each<[reason: string, faults: Partial<ResponsesFaults>]>([
    ['max_output_tokens', { answer: 'incomplete' }],
    ['max_messages', { answer: 'incomplete', incompleteReason: 'max_messages' }],
    ['steered', { answer: 'incomplete', incompleteReason: 'steered' }],
    ['failed', { answer: 'failed' }],
    ['malformed', { answer: 'not_json' }],
    ['unreachable for a while', { refuse: { status: 503, times: 40 } }],
  ])('is made by a later attempt where the trouble passes: %s', async (_reason, faults) => {
    const { candidate, started, responses } = await interview(faults);
    // The first attempt has failed and waits for the next.
    await eventually(async () => expect((await read(candidate, started)).step).toBe('reading'), 12_000);
    Object.assign(responses.faults, { answer: 'right', refuse: null });
    const told = await settled(candidate, started);
    expect(told).toMatchObject({ state: 'ready', attempt: 2 });
    expect(told.versions).toHaveLength(1);
  });

  it('leaves nothing in the events of its queue if it is erased while a model is asked', async () => {
    const { candidate, started, responses } = await interview({ delayMs: 2_000 });
    const { sessionId } = started;
    await eventually(async () => expect((await read(candidate, started)).step).toBe('judging'), 10_000);
    expect((await candidate.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' })).status).toBe(204);
    await eventually(async () => {
      expect(await stack.redis.llen(`${toQueueKey('report')}:active`)).toBe(0);
      const told = await stack.redis.xrange(`${toQueueKey('report')}:events`, '-', '+');
      expect(JSON.stringify(told)).not.toContain(sessionId);
    }, 10_000);
    // Four are under way at a time, and none is sent after them.
    expect(responses.requests.length).toBeLessThanOrEqual(4);
  });
});
