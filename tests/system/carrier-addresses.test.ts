import { answersAndPresses1 } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { sendSigned } from '@ringback/stand-ins/twilio/signed-request';
import { afterEach, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

it('limits never treat the carrier’s addresses as one person', async () => {
  stack = await startStack({
    answer: () => answersAndPresses1(),
    // The strictest limits: one visit, one socket, one ticket in a minute.
    env: { NEW_CANDIDATES_PER_MINUTE: '1', UPGRADES_PER_MINUTE: '1', TICKETS_PER_MINUTE: '1' },
  });
  const candidate = await visit(stack.gatewayUrl);
  const { sessionId, ticket } = await candidate.start({
    call: { via: 'phone', phoneNumber: '+14155550100' },
  });
  const viewer = await candidate.watch({ sessionId, ticket }, { revision: 1 });
  // This network has used up what one person may have: its next visit is refused.
  await expect(visit(stack.gatewayUrl)).rejects.toThrow('429');

  // From the same network, five times what any limit would allow a person in a minute.
  const report = (index: number) =>
    sendSigned(stack.signer, {
      url: `https://ringback.test/twilio/status?sessionId=ses_of_somebody_${index}`,
      method: 'POST',
      params: { CallSid: `CA${String(index).padStart(32, '0')}`, CallStatus: 'completed' },
      signal: AbortSignal.timeout(10_000),
    });
  const answers = await Promise.all(Array.from({ length: 300 }, (_, index) => report(index)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));

  // And the call itself goes through webhooks and media stream as always.
  await viewer.waitFor('media.started', 20_000);
  await candidate.fetch(`/api/sessions/${sessionId}/end`, { body: { operationId: 'operation-end' } });
  await viewer.waitFor('session.closed', 10_000);
  await quietCheck(stack);
}, 60_000);
