import { randomUUID } from 'node:crypto';
import { sessionStartedSchema } from '@ringback/shared/contract/http-api';
import { answersAndPresses1 } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { afterEach, describe, expect, it } from 'vitest';
import { plainJob, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import {
  callPhone,
  expectFaultless,
  type PhoneStack,
  startPhoneStack,
  whenClosed,
} from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';

/** What the carrier has not promised. The product copes with either behaviour. */
let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const phaseOf = async (sessionId: Parameters<PhoneStack['store']['read']>[0]) =>
  (await stack.store.read(sessionId))?.record.phase;

describe('a media socket that cannot be opened', { timeout: 30_000 }, () => {
  it('is tried again when the next verb runs', async () => {
    stack = await startPhoneStack(answersAndPresses1());
    stack.carrier.faults.stream.isUnreachable = true;
    const { sessionId, call } = await callPhone(stack);
    await eventually(() => call.errors.some(({ code }) => code === 31902));
    stack.carrier.faults.stream.isUnreachable = false;
    const { client } = await call.streamOpened();
    await whenHeard(client, 100);
    // Not without a pause between two tries.
    expect(call.prompts.at(-1)?.text).toBe('One moment, please.');
    expect(await phaseOf(sessionId)).toBe('active');
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    expect(stack.carrier.calls).toHaveLength(1);
    await quietCheck(stack);
  });

  it('ends the session when the call ends', async () => {
    stack = await startPhoneStack(answersAndPresses1());
    Object.assign(stack.carrier.faults.stream, { isUnreachable: true, afterRefused: 'call_ends' });
    const { sessionId, call } = await callPhone(stack);
    expect(await call.ended).toBe('completed');
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    await quietCheck(stack);
  });
});

it('a call that ends with its broken socket ends the session, and is not placed again', async () => {
  stack = await startPhoneStack(answersAndPresses1());
  stack.carrier.faults.stream.afterBroken = 'call_ends';
  const { sessionId, call } = await callPhone(stack);
  const { client } = await call.streamOpened();
  await whenHeard(client, 100);
  client.breakNetwork();
  expect(await call.ended).toBe('completed');
  expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
  expect(stack.carrier.calls).toHaveLength(1);
  await quietCheck(stack);
});

it.each(['canceled', 'no-answer', 'completed'] as const)(
  'a ringing call that was taken down may be reported as %s: the session was reset',
  async (status) => {
    stack = await startPhoneStack({ type: 'no_answer' });
    stack.carrier.faults.ringingCallCompleted = status;
    const { candidate, sessionId, call } = await callPhone(stack);
    await call.reached('ringing');
    await candidate.fetch(`/api/sessions/${sessionId}/reset`, { body: { operationId: randomUUID() } });
    expect(await call.ended).toBe(status);
    expect((await whenClosed(stack, sessionId)).endReason).toBe('reset');
    expectFaultless(call);
    await quietCheck(stack);
  },
);

it.each(['since_key', 'since_prompt'] as const)(
  'a code that is entered digit by digit is complete, whether the timeout counts %s',
  async (gatherTimeout) => {
    stack = await startPhoneStack(undefined, { env: { TWILIO_PHONE_NUMBER: '+15005550006' } });
    stack.carrier.faults.gatherTimeout = gatherTimeout;
    const candidate = await visit(stack.gatewayUrl);
    const body = { operationId: randomUUID(), jobConfiguration: plainJob, call: { via: 'dial_in' } };
    const answer = await candidate.fetch('/api/sessions', { body });
    const { sessionId, dialIn } = sessionStartedSchema.parse(await answer.json());
    const call = stack.carrier.dialIn({
      ...{ from: '+14155550177', to: '+15005550006' },
      voiceUrl: 'https://ringback.test/twilio/voice',
      statusCallbackUrl: 'https://ringback.test/twilio/status',
    });
    await eventually(() => call.gathers.length === 1);
    // A second for each digit, at the stand-in's tenth of a person's time.
    for (const digit of dialIn?.code ?? '') {
      call.press(digit);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await whenHeard((await call.streamOpened()).client, 100);
    expect(call.gathers).toHaveLength(1);
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  },
);

it('a document that takes effect late finds the session waiting', async () => {
  stack = await startPhoneStack(answersAndPresses1());
  stack.carrier.faults.voiceWebhook.answeredAfterMs = 1_500;
  const { sessionId, call } = await callPhone(stack);
  await whenHeard((await call.streamOpened()).client, 100);
  call.hangUp();
  await whenClosed(stack, sessionId);
  expectFaultless(call);
  await quietCheck(stack);
});
