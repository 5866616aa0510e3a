import { answersAndPresses1 } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { calledNumber, callPhone, readEvents, whenClosed } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const byPhone = { via: 'phone', phoneNumber: calledNumber };

/** Asks for a session and gives the answer as it is. */
function ask(candidate: CandidateClient, call: object): Promise<Response> {
  return candidate.fetch('/api/sessions', {
    body: { operationId: crypto.randomUUID(), jobConfiguration: { jobTitle: 'Baker' }, call },
  });
}
const quote = async (candidate: CandidateClient, call: object) =>
  (await candidate.fetch('/api/quotes', { body: { call, lengthMinutes: 5 } })).json();

describe('without an interviewer that has room', () => {
  it('no number is called: 503 with the time to come back, until one is free again', async () => {
    stack = await startStack({ answer: () => answersAndPresses1(), env: { MAX_BRIDGE_SESSIONS: '1' } });
    const first = await visit(stack.gatewayUrl);
    const line = await first.talk(await first.start());
    const second = await visit(stack.gatewayUrl);
    // The bridge reports its load every second.
    const refused = await eventually(async () => {
      const given = await quote(second, byPhone);
      return given.allowed === false && given;
    }, 5_000);
    expect(refused.reason).toMatch(/No interviewer is free/);
    for (const call of [byPhone, { via: 'browser' }]) {
      const response = await ask(second, call);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('15');
      expect(await response.json()).toMatchObject({ error: { code: 'interviewers_busy' } });
    }
    expect(stack.carrier?.calls).toEqual([]);
    await line.hangUp();
    await eventually(async () => (await quote(second, byPhone)).allowed, 10_000);
    const third = await visit(stack.gatewayUrl);
    const again = await third.talk(await third.start());
    await again.hangUp();
    await quietCheck(stack);
  });

  it('a call that waits for its turn is not placed when the last bridge goes meanwhile', async () => {
    stack = await startStack({ answer: () => answersAndPresses1(), env: { DIAL_CALLS_PER_SECOND: '0.25' } });
    const carrier = stack.carrier;
    if (carrier === null) throw new Error('no carrier');
    await callPhone(Object.assign(stack, { carrier }));
    const second = await visit(stack.gatewayUrl);
    const waiting = await second.start({ call: { via: 'phone', phoneNumber: '+14155550101' } });
    await stack.bridges[0]?.drain();
    const record = await whenClosed(stack, waiting.sessionId, 10_000);
    expect(record.endReason).toBe('interviewer_unavailable');
    expect((await readEvents(stack, waiting.sessionId)).map(({ type }) => type)).not.toContain(
      'call.dialled',
    );
    expect(carrier.calls).toHaveLength(1);
    expect(await readCounter(stack, 'dials_total', { outcome: 'no_interviewer' })).toBe(1);
    await quietCheck(stack);
  });

  it('a provider that refuses every session counts as no room', async () => {
    stack = await startStack({ model: { faults: { refuseHandshakes: { status: 503, times: 100 } } } });
    const candidate = await visit(stack.gatewayUrl);
    for (let call = 0; call < 2; call++) {
      const started = await candidate.start();
      await candidate.talk(started);
      await whenClosed(stack, started.sessionId, 20_000);
    }
    await eventually(async () => (await ask(candidate, { via: 'browser' })).status === 503, 5_000);
    await quietCheck(stack);
  }, 60_000);
});
