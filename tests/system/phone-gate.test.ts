import type { CandidateBehaviour } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import {
  calledNumber,
  callPhone,
  expectFaultless,
  type PhoneStack,
  readEvents,
  startPhoneStack,
  whenClosed,
} from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';

let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

describe('while the phone rings', () => {
  it('the interviewer gets ready, and speaks within a second of the key 1', async () => {
    stack = await startPhoneStack({ type: 'answers', afterMs: 5_000 });
    const { sessionId, call } = await callPhone(stack);
    await call.reached('ringing');
    await eventually(async () => {
      const types = (await readEvents(stack, sessionId)).map(({ type }) => type);
      return types.includes('configuration.received') && !types.includes('call.answered');
    });
    expect(stack.model.sessions).toHaveLength(1);
    await eventually(() => call.gathers.length === 1);
    const types = (await readEvents(stack, sessionId)).map(({ type }) => type);
    expect(types).not.toContain('media.started');
    expect(stack.model.sessions[0]?.received.map(({ type }) => type)).not.toContain('response.create');

    const pressedAt = Date.now();
    call.press('1');
    const { client } = await call.streamOpened();
    await whenHeard(client, 20);
    expect(Date.now() - pressedAt).toBeLessThan(1_000);
    expect(stack.model.sessions).toHaveLength(1);
    call.hangUp();
    await whenClosed(stack, sessionId);
    expectFaultless(call);
    await quietCheck(stack);
  });

  it('a reset takes the call down', async () => {
    stack = await startPhoneStack({ type: 'no_answer' });
    const { candidate, sessionId, call } = await callPhone(stack);
    await call.reached('ringing');
    const operationId = 'reset-while-ringing';
    await candidate.fetch(`/api/sessions/${sessionId}/reset`, { body: { operationId } });
    expect((await whenClosed(stack, sessionId)).endReason).toBe('reset');
    expect(await call.ended).toBe('canceled');
    await quietCheck(stack);
  });
});

describe('a call that is given up before the carrier has answered its request', () => {
  it('is taken down as soon as it is known', async () => {
    stack = await startPhoneStack({ type: 'no_answer' });
    stack.carrier.faults.rest.create = { type: 'answers_late', afterMs: 1_000 };
    const candidate = await visit(stack.gatewayUrl);
    const { sessionId } = await candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
    await eventually(async () => (await stack.store.read(sessionId))?.record.phase === 'dialling');
    await candidate.fetch(`/api/sessions/${sessionId}/end`, { body: { operationId: 'end-while-dialling' } });
    const call = await stack.carrier.nextCall();
    expect(await call.ended).toBe('canceled');
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });
});

describe('the key 2 at the gate', () => {
  it('means never again: the number is blocked for good, whoever asks', async () => {
    stack = await startPhoneStack({
      type: 'answers',
      afterMs: 300,
      keys: [{ digits: '2', afterMs: 300 }],
    });
    const { sessionId, call } = await callPhone(stack);
    await call.ended;
    expect((await whenClosed(stack, sessionId)).endReason).toBe('declined');
    expect(call.prompts.at(-1)).toMatchObject({
      text: 'This number will not be called again. Goodbye.',
      isWhole: true,
    });
    expectFaultless(call);
    expect(JSON.stringify(await stack.redis.smembers('blocked-numbers'))).not.toContain('5550100');

    const other = await visit(stack.gatewayUrl);
    const again = await other.fetch('/api/sessions', {
      body: {
        operationId: 'call-a-blocked-number',
        jobConfiguration: { jobTitle: 'Baker' },
        call: { via: 'phone', phoneNumber: calledNumber },
      },
    });
    expect(again.status).toBe(422);
    expect((await again.json()).error.code).toBe('number_not_allowed');
    expect(stack.carrier.calls).toHaveLength(1);
    await quietCheck(stack);
  });
});

describe('a machine that answers', () => {
  it.each<[string, CandidateBehaviour]>([
    ['an answering machine', { type: 'machine', afterMs: 300 }],
    ['a fax', { type: 'machine', afterMs: 300, isFax: true }],
  ])('%s is hung up on when the carrier hears it', async (_name, behaviour) => {
    stack = await startPhoneStack(behaviour, { env: { MACHINE_DETECTION: 'on' } });
    const { sessionId, call } = await callPhone(stack);
    expect((await whenClosed(stack, sessionId)).endReason).toBe('machine');
    expect(await call.ended).toBe('completed');
    expect(call.streams).toEqual([]);
    await quietCheck(stack);
  });

  it('is not interviewed where the carrier does not listen for it', async () => {
    stack = await startPhoneStack({ type: 'machine', afterMs: 300 });
    const { sessionId, call } = await callPhone(stack);
    expect((await whenClosed(stack, sessionId)).endReason).toBe('not_ready');
    expect(call.order.detectionCallback).toBeNull();
    expect(call.streams).toEqual([]);
    await quietCheck(stack);
  });
});
