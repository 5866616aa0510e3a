import { newOperationId } from '@ringback/shared/client/operation-id';
import { type OwnData, ownDataSchema } from '@ringback/shared/contract/own-data';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { afterEach, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { holdShortInterview, shortAnswer, shortQuestion, shortScript } from '../support/short-interview.ts';
import { operatorToken, pageOrigin, type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const job = {
  jobTitle: 'Beekeeper of canary 1',
  jobDescription: 'Keeps canary 2.',
  resume: 'Has kept canary 3.',
};
const ratings = { substance: 4, structure: 2, relevance: 3, credibility: 3, differentiation: 1 };
const read = async ({ api }: CandidateClient): Promise<OwnData> =>
  ownDataSchema.parse(JSON.parse(await api.ownData()));

it('a candidate takes away everything that is kept of them, and of nobody else', async () => {
  stack = await startStack({ script: shortScript() });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start({ jobConfiguration: job });
  const { sessionId } = started;
  expect((await read(candidate)).sessions).toMatchObject([{ sessionId, phase: 'configured', reports: [] }]);
  await holdShortInterview(candidate, started);
  await eventually(async () => {
    expect(['ready', 'insufficient']).toContain((await candidate.api.report(sessionId)).state);
  }, 8_000);
  await candidate.api.rateSelf(sessionId, {
    ...{ operationId: newOperationId(), ratings },
    sentence: 'Canary 4.',
  });
  const { view } = await candidate.api.session(sessionId);
  const item = view.transcript.find(({ speaker }) => speaker === 'candidate');
  const text = 'I said canary 5.';
  await candidate.api.correct(sessionId, item?.itemId ?? '', { operationId: newOperationId(), text });
  await candidate.api.share(sessionId);

  const own = await read(candidate);
  expect(own).toMatchObject({ kind: 'ringback.own-data', format: 1, unreadable: [], isWhole: true });
  const [session] = own.sessions;
  expect(own.sessions).toHaveLength(1);
  expect(session).toMatchObject({
    ...{ sessionId, phase: 'closed', endReason: 'hung_up_by_candidate', unknownEvents: 0 },
    jobConfigurations: [{ jobConfiguration: job }],
    selfRating: { ratings, sentence: 'Canary 4.' },
    corrections: [{ itemId: item?.itemId, text }],
    reports: [{ version: 1, kept: 'kept', report: { version: 1 } }],
    shareLinks: [expect.objectContaining({ shareId: expect.any(String) })],
  });
  expect(session?.plans.length).toBeGreaterThan(0);
  expect(session?.transcript.map((turn) => turn.text)).toEqual(
    expect.arrayContaining([shortQuestion, shortAnswer]),
  );
  expect(session?.transcript).toContainEqual(expect.objectContaining({ text: shortAnswer, corrected: text }));
  expect(session?.speech.length).toBeGreaterThan(0);
  expect(session?.reports[0]?.report?.segments.map(({ spoken }) => spoken).join(' ')).toBe(shortAnswer);
  const logged = await stack.redis.xlen(sessionKeys.log(sessionId));
  expect(session?.events).toHaveLength(logged);
  // Which machines have served a session is nothing of its candidate's.
  expect(JSON.stringify(own)).not.toMatch(/bridge-1|telephony-1|gateway-1/);
  expect(own.limits).toContainEqual(expect.objectContaining({ name: 'exports', used: 2 }));

  const stranger = await visit(stack.gatewayUrl);
  await stranger.start();
  const theirs = JSON.stringify(await read(stranger));
  for (const foreign of [/canary/i, sessionId, shortAnswer]) expect(theirs).not.toMatch(foreign);
  await stranger.api.end((await stranger.api.sessions()).sessions[0]?.sessionId ?? '', newOperationId());
});

it('a coach and an operator take nothing away', async () => {
  stack = await startStack({ script: shortScript() });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start({ jobConfiguration: job });
  const { url } = await candidate.api.share(started.sessionId);
  const token = url.split('#')[1] ?? '';
  const exportBy = (headers: Record<string, string>, query = '') =>
    fetch(`${stack.gatewayUrl}/api/candidate/export${query}`, {
      headers: { origin: pageOrigin, ...headers },
    });
  const asked = [
    await exportBy({ authorization: `Bearer ${operatorToken}` }),
    await exportBy({ authorization: `Bearer ${token}` }, `?token=${token}&sessionId=${started.sessionId}`),
  ];
  expect(asked.map(({ status }) => status)).toEqual([401, 401]);
  for (const answer of asked) expect(await answer.text()).not.toContain('canary');
  const coach = await visit(stack.gatewayUrl);
  expect((await coach.api.shareTicket(token)).sessionId).toBe(started.sessionId);
  expect((await read(coach)).sessions).toEqual([]);
  await candidate.api.end(started.sessionId, newOperationId());
});
