import { answersAndPresses1 } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { afterEach, expect, it } from 'vitest';
import { bookingIn, inMs, toBook } from '../support/booked-call.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { startGatewayOn } from '../support/gateway-on.ts';
import { expectFaultless, type PhoneStack, startPhoneStack, whenClosed } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';

let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** Everything with a carrier that calls this process. */
const open = () => startPhoneStack(answersAndPresses1());

/** The interview of a booked call has begun, on the phone that was booked. */
async function expectInterview(candidate: CandidateClient): Promise<void> {
  const call = await stack.carrier.nextCall();
  await call.streamOpened();
  const { sessionId } = await bookingIn(candidate, 'called');
  if (sessionId === null) throw new Error('the booking names no session');
  await eventually(async () => (await stack.store.read(sessionId))?.record.phase === 'active');
  const { view } = await candidate.api.session(sessionId);
  expect(view.jobConfiguration?.jobTitle).toBe('Product Manager');
  call.hangUp();
  await whenClosed(stack, sessionId);
  expectFaultless(call);
}

it('a booked call rings at its time, its page finds the session, and the interview is held', async () => {
  stack = await open();
  const candidate = await visit(stack.gatewayUrl);
  await candidate.api.bookCall(toBook(inMs(1_500)));
  expect(stack.carrier.calls).toEqual([]);
  await expectInterview(candidate);
  expect(stack.carrier.calls).toHaveLength(1);
  await quietCheck(stack);
});

it('rings once at its time, and the interview is held, also after another gateway has taken over', async () => {
  stack = await open();
  const candidate = await visit(stack.gatewayUrl);
  await candidate.api.bookCall(toBook(inMs(3_000)));
  await stack.gateways[0]?.close();
  const later = await startGatewayOn(stack.redisUrl, stack.logs, { PHONE_CALLS: 'stand_in' });
  try {
    const call = await stack.carrier.nextCall();
    await call.streamOpened();
    call.hangUp();
    const session = () => stack.redis.keys('session:*:log');
    await eventually(async () => (await session()).length === 1);
    expect(stack.carrier.calls).toHaveLength(1);
    expectFaultless(call);
  } finally {
    await later.close();
  }
});

it('a call that is cancelled, and one whose calls were switched off meanwhile, never ring', async () => {
  stack = await open();
  const [cancels, waits, other] = [
    await visit(stack.gatewayUrl),
    await visit(stack.gatewayUrl),
    await visit(stack.gatewayUrl),
  ];
  await cancels.api.bookCall(toBook(inMs(4_000)));
  await waits.api.bookCall(toBook(inMs(4_000), { phoneNumber: '+14155550111' }));
  await cancels.api.cancelBooking();
  await stack.redis.set('dialling', 'off');
  expect(await bookingIn(waits, 'lapsed')).toMatchObject({ reason: 'switched_off' });
  await stack.redis.del('dialling');
  // A call that is booked for later rings, so the others would have.
  await other.api.bookCall(toBook(inMs(500), { phoneNumber: '+14155550122' }));
  await expectInterview(other);
  expect(stack.carrier.calls).toHaveLength(1);
  expect((await cancels.api.sessions()).sessions).toEqual([]);
  expect((await waits.api.sessions()).sessions).toEqual([]);
  await quietCheck(stack);
});
