import { newOperationId } from '@ringback/shared/client/operation-id';
import type { SessionStarted } from '@ringback/shared/contract/http-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { holdShortInterview, shortScript } from '../support/short-interview.ts';
import { type Stack, startStack } from '../support/stack.ts';
import type { Viewer } from '../support/viewer-client.ts';

let stack: Stack;
let candidate: CandidateClient;
let coach: CandidateClient;
let started: SessionStarted;
let shareId: string;
let token: string;

beforeEach(async () => {
  stack = await startStack({ script: shortScript() });
  [candidate, coach] = [await visit(stack.gatewayUrl), await visit(stack.gatewayUrl)];
  started = await candidate.start();
  const shared = await candidate.api.share(started.sessionId);
  [shareId, token] = [shared.shareId, shared.url.split('#')[1] ?? ''];
});
afterEach(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const untilSettled = (version: number) =>
  eventually(async () => {
    const report = await candidate.api.report(started.sessionId);
    expect(report.version).toBe(version);
    expect(['ready', 'insufficient']).toContain(report.state);
  }, 10_000);
const letRead = (report: boolean) => candidate.api.changeShare(started.sessionId, shareId, { report });
const watch = async (): Promise<Viewer> => coach.watch(await coach.api.shareTicket(token));
const statesIn = ({ messages }: Viewer) =>
  messages.flatMap((message) => ('view' in message ? [message.view?.report.state] : []));
/** What the coach's socket was told of reports, by event. */
const reportsIn = ({ events }: Viewer) => events.filter(({ type }) => type.startsWith('report.'));
const refusal = { status: 403, code: 'report_not_shared' };

/** Has another version made while the coach watches from before its beginning or as soon as it is asked for. */
async function makeAgainBefore(version: number): Promise<Viewer> {
  await candidate.api.makeReport(started.sessionId, newOperationId());
  const viewer = await watch();
  await untilSettled(version);
  await viewer.closed;
  return viewer;
}

describe('the report, for a coach', () => {
  it('is told to none whose link does not show it: neither during the call, nor afterwards, nor by HTTP', async () => {
    const during = await watch();
    await holdShortInterview(candidate, started);
    await during.closed;
    await untilSettled(1);
    const afterwards = await makeAgainBefore(2);
    for (const viewer of [during, afterwards]) {
      expect(reportsIn(viewer)).toEqual([]);
      expect(new Set(statesIn(viewer))).toEqual(new Set(['none']));
    }
    await expect(coach.api.sharedReport(token)).rejects.toMatchObject(refusal);
  });

  it('is followed and read where the candidate lets the link show it, without its cost and their own words on it', async () => {
    await letRead(true);
    await holdShortInterview(candidate, started);
    await untilSettled(1);
    const ratings = { substance: 4, structure: 2, relevance: 3, credibility: 3, differentiation: 1 };
    const operationId = newOperationId();
    await candidate.api.rateSelf(started.sessionId, { operationId, ratings, sentence: 'CANARY' });
    const viewer = await makeAgainBefore(2);
    expect(statesIn(viewer)[0]).not.toBe('none');
    const last = reportsIn(viewer).at(-1)?.type ?? statesIn(viewer)[0] ?? '';
    expect(['report.ready', 'report.insufficient', 'ready', 'insufficient']).toContain(last);
    expect(JSON.stringify(viewer.messages)).not.toContain('CANARY');
    const answer = await coach.api.sharedReport(token);
    const { report: own } = await candidate.api.report(started.sessionId);
    expect(answer).toMatchObject({ version: 2, isSelfRated: false, costUsd: 0 });
    expect(answer.report).toEqual({ ...own, cost: { usd: 0, input: 0, cached: 0, output: 0 } });
  });

  it('is gone for them at once when the candidate takes that back, on the socket that is open too', async () => {
    await letRead(true);
    const during = await watch();
    await letRead(false);
    await eventually(
      () => expect(during.messages.filter(({ type }) => type === 'welcome')).toHaveLength(2),
      8_000,
    );
    await holdShortInterview(candidate, started);
    await during.closed;
    await untilSettled(1);
    expect(reportsIn(during)).toEqual([]);
    await letRead(true);
    expect((await coach.api.sharedReport(token)).version).toBe(1);
    await letRead(false);
    await expect(coach.api.sharedReport(token)).rejects.toMatchObject(refusal);
    expect(reportsIn(await makeAgainBefore(2))).toEqual([]);
    await candidate.api.revokeShare(started.sessionId, shareId);
    await expect(coach.api.sharedReport(token)).rejects.toMatchObject({ code: 'share_not_found' });
    await expect(letRead(true)).rejects.toMatchObject({ code: 'share_not_found' });
  });

  it('is let be read by its candidate alone', async () => {
    await expect(coach.api.changeShare(started.sessionId, shareId, { report: true })).rejects.toMatchObject({
      status: 404,
    });
    const { shares } = await candidate.api.shares(started.sessionId);
    expect(shares).toMatchObject([{ shareId, report: false }]);
    await candidate.api.end(started.sessionId, newOperationId());
  });
});
