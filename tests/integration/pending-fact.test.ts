import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import { relistPending } from '@ringback/shared/redis/session/relist-pending';
import { expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { startGateways } from '../support/gateways.ts';
import { recordInterview } from '../support/report/recorded-interview.ts';

it('a fact that an older ai-bridge took off the list is on it again when its candidate opens the report', async () => {
  const gateways = await startGateways();
  const { redis, store } = gateways;
  const candidate = await visit(gateways.url);
  const sessionId = sessionIdSchema.parse((await candidate.start()).sessionId);
  await recordInterview(store, sessionId, { question: 'And?', answer: 'It was faster.' });
  const isListed = async () => (await redis.zscore(keys.pendingReports, sessionId)) !== null;
  const given = await store.commit(sessionId, {
    type: 'record',
    facts: [
      { type: 'report.ready', version: 1, hash: 'ab'.repeat(32), costUsd: 0 },
      { type: 'fact.given', version: 1, questionId: 'q1', text: 'By half.' },
    ],
  });
  expect(given.outcome).toBe('ok');
  const pending = await store.read(sessionId);
  if (pending === null) throw new Error('the session is gone');
  // As the older one does: it decides by the report alone.
  await redis.zrem(keys.pendingReports, sessionId);
  await candidate.api.report(sessionId);
  expect(await isListed()).toBe(true);

  const failed = { type: 'stronger_answer.failed', factNumber: 1, reason: 'gave_up', costUsd: 0 } as const;
  expect((await store.commit(sessionId, { type: 'record', facts: [failed] })).outcome).toBe('ok');
  await candidate.api.report(sessionId);
  expect(await isListed()).toBe(false);
  // It was read before it was settled.
  await relistPending(redis, pending);
  expect(await isListed()).toBe(false);
  await gateways.close();
  expect(gateways.logs.errors()).toEqual([]);
});
