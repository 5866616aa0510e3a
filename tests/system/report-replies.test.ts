import { newOperationId } from '@ringback/shared/client/operation-id';
import type { SessionStarted } from '@ringback/shared/contract/http-api';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { keepReport } from '@ringback/shared/redis/session/reports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleReport } from '../../packages/shared/testing/report/sample-report.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { holdShortInterview, shortAnswer, shortScript } from '../support/short-interview.ts';
import { type Stack, startStack } from '../support/stack.ts';

const ratings = { substance: 4, structure: 2, relevance: 3, credibility: 3, differentiation: 1 };

let stack: Stack;
let candidate: CandidateClient;
let started: SessionStarted;

beforeEach(async () => {
  stack = await startStack({ script: shortScript() });
  candidate = await visit(stack.gatewayUrl);
  started = await candidate.start();
  await holdShortInterview(candidate, started);
  await untilSettled(1);
});
afterEach(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** The line of a busy machine has gaps, and then nothing is judged: what is said of a report is said all the same. */
const untilSettled = (version: number) =>
  eventually(async () => {
    const report = await candidate.api.report(started.sessionId);
    expect(report.version).toBe(version);
    expect(['ready', 'insufficient']).toContain(report.state);
  }, 8_000);
const readView = async (): Promise<SessionView> => (await candidate.api.session(started.sessionId)).view;

/** A second version with findings, kept as a worker keeps it. */
async function judge(): Promise<void> {
  const { sessionId } = started;
  const kept = await keepReport(stack.redis, sessionId, sampleReport({ version: 2 }));
  if (kept.outcome !== 'kept') throw new Error(kept.outcome);
  const ready = { type: 'report.ready', version: 2, hash: kept.hash, costUsd: 0 } as const;
  const facts = [{ type: 'report.queued', version: 2 } as const, ready];
  expect((await stack.store.commit(sessionId, { type: 'record', facts })).outcome).toBe('ok');
}

describe('what a candidate says of a report', () => {
  it('is a rating of themselves, once; a coach is not told it', async () => {
    const { sessionId } = started;
    const operationId = newOperationId();
    const rate = (id = operationId) =>
      candidate.api.rateSelf(sessionId, { operationId: id, ratings, sentence: ' Slower. ' });
    await rate();
    await rate();
    expect((await readView()).selfRating).toEqual({ ratings, sentence: 'Slower.' });
    await expect(rate(newOperationId())).rejects.toMatchObject({ status: 409, code: 'report_reply_refused' });
    const wrong = { operationId: newOperationId(), ratings: { ...ratings, substance: 6 }, sentence: '' };
    await expect(candidate.api.rateSelf(sessionId, wrong)).rejects.toMatchObject({ status: 422 });

    const { url } = await candidate.api.share(sessionId);
    const { ticket } = await candidate.api.shareTicket(url.split('#')[1] ?? '');
    const coach = await candidate.watch({ sessionId, ticket });
    const welcome = coach.messages.find(({ type }) => type === 'welcome');
    expect(welcome).toMatchObject({ view: { sessionId, selfRating: null, disputes: [] } });
  });

  it('is what was misheard: both wordings stay, and the next version judges what was said', async () => {
    const { sessionId } = started;
    const [item] = (await readView()).transcript.filter(({ speaker }) => speaker === 'candidate');
    const text = shortAnswer.replace('billing', 'building');
    await candidate.api.correct(sessionId, item?.itemId ?? '', { operationId: newOperationId(), text });
    const corrected = (await readView()).transcript.find(({ itemId }) => itemId === item?.itemId);
    expect(corrected).toMatchObject({ text: shortAnswer, corrected: text });
    await candidate.api.makeReport(sessionId, newOperationId());
    await untilSettled(2);
    const spoken = (await candidate.api.report(sessionId)).report?.segments.map((segment) => segment.spoken);
    expect(spoken?.join(' ')).toBe(text);
  });

  it('corrects no word of the interviewer, and nothing that is not there', async () => {
    const { sessionId } = started;
    const [question] = (await readView()).transcript;
    for (const itemId of [question?.itemId ?? '', 'item_of_nobody']) {
      const correction = { operationId: newOperationId(), text: 'You are hired.' };
      await expect(candidate.api.correct(sessionId, itemId, correction)).rejects.toMatchObject({
        status: 422,
      });
    }
    expect((await readView()).transcript.some(({ corrected }) => corrected !== undefined)).toBe(false);
  });

  it('is why a finding is unfair: it stands beside the finding, and in the version that has it alone', async () => {
    const { sessionId } = started;
    await judge();
    const dispute = (version: number, findingId: string) =>
      candidate.api.dispute(sessionId, findingId, {
        ...{ operationId: newOperationId(), version },
        reason: 'It was mine.',
      });
    await dispute(2, 'f4');
    expect((await readView()).disputes).toEqual([{ version: 2, findingId: 'f4', reason: 'It was mine.' }]);
    await expect(dispute(1, 'f4')).rejects.toMatchObject({ status: 422, code: 'finding_unknown' });
    await expect(dispute(2, 'f99')).rejects.toMatchObject({ status: 422, code: 'finding_unknown' });
    // A part that could not be made.
    await expect(dispute(2, 'f6')).rejects.toMatchObject({ status: 422, code: 'finding_not_made' });
    expect((await readView()).disputes).toHaveLength(1);
  });

  it('is the business of the candidate alone', async () => {
    const { sessionId } = started;
    const stranger = await visit(stack.gatewayUrl);
    const rating = { operationId: newOperationId(), ratings, sentence: '' };
    await expect(stranger.api.rateSelf(sessionId, rating)).rejects.toMatchObject({ status: 404 });
    const { sessions } = await candidate.api.sessions();
    expect(sessions[0]).toMatchObject({
      ...{ sessionId, kind: 'hiring_manager', report: { version: 1 } },
      activeAt: expect.any(Number),
      endedAt: expect.any(Number),
    });
  });
});
