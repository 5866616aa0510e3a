import { randomUUID } from 'node:crypto';
import { sessionStartedSchema } from '@ringback/shared/contract/http-api';
import type { CandidateBehaviour } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { afterEach, describe, expect, it } from 'vitest';
import { plainJob, visit } from '../support/candidate-client.ts';
import { startStopwatch } from '../support/event-loop-stall.ts';
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

    const watch = startStopwatch();
    call.press('1');
    const { client } = await call.streamOpened();
    await whenHeard(client, 20);
    expect(watch.ms()).toBeLessThan(1_000);
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
  it('is hung up as soon as it is known', async () => {
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

/** Answers and presses these keys, one at each prompt. */
const presses = (...keys: (string | null)[]): CandidateBehaviour => ({
  type: 'answers',
  afterMs: 300,
  keys: keys.map((digits) => (digits === null ? null : { digits, afterMs: 300 })),
});

async function startCall(phoneNumber: string) {
  const other = await visit(stack.gatewayUrl);
  return other.fetch('/api/sessions', {
    body: {
      operationId: randomUUID(),
      jobConfiguration: { jobTitle: 'Baker' },
      call: { via: 'phone', phoneNumber },
    },
  });
}

describe('the words of the gate', () => {
  it('are fixed: nothing that another person has written is said to the person who answers', async () => {
    stack = await startPhoneStack(presses('7', '2', null));
    const canary = 'Canary';
    const candidate = await visit(stack.gatewayUrl);
    const { sessionId } = await candidate.start({
      jobConfiguration: {
        jobTitle: `${canary} buyer`,
        company: `${canary} and sons`,
        jobDescription: canary,
        resume: canary,
      },
      call: { via: 'phone', phoneNumber: calledNumber },
    });
    const call = await stack.carrier.nextCall();
    await call.ended;
    await whenClosed(stack, sessionId);
    expect(call.prompts.length).toBeGreaterThan(3);
    expect(call.webhooks.map(({ body }) => body).join()).not.toContain(canary);
    await quietCheck(stack);
  });

  it.each([
    ['de', 'de-DE', /Ringback.*Übungsgespräch.*die 1/],
    ['pt-PT', 'pt-BR', /Ringback.*entrevista.*Tecle 1/],
    ['ja', 'en-US', /Ringback.*practice interview.*Press 1/],
  ])('of an interview in %s are said in %s', async (language, spoken, words) => {
    stack = await startPhoneStack(presses(null));
    const candidate = await visit(stack.gatewayUrl);
    const { sessionId } = await candidate.start({
      jobConfiguration: { jobTitle: 'Baker', language },
      call: { via: 'phone', phoneNumber: calledNumber },
    });
    const call = await stack.carrier.nextCall();
    await call.ended;
    await whenClosed(stack, sessionId);
    expect(call.prompts[0]?.text).toMatch(words);
    expect(new Set(call.prompts.map((prompt) => prompt.language))).toEqual(new Set([spoken]));
    expect(call.prompts[0]?.voice).toMatch(/^Polly\./);
    expectFaultless(call);
    await quietCheck(stack);
  });
});

describe('the keys at the gate', () => {
  it.each<[string, (string | null)[], string]>([
    ['nothing at all', [null, null], 'Nobody pressed 1, so this call ends here. Goodbye.'],
    ['three wrong keys', ['7', '0', '*'], 'Neither 1 nor 2 was pressed, so this call ends here. Goodbye.'],
    ['a wrong key, then none', ['7', null], 'Neither 1 nor 2 was pressed, so this call ends here. Goodbye.'],
    ['2, then none', ['2', null], 'Nobody pressed 1, so this call ends here. Goodbye.'],
  ])('%s: the call ends with true words, and the number may be called again', async (_name, keys, words) => {
    stack = await startPhoneStack(presses(...keys));
    const { sessionId, call } = await callPhone(stack);
    await call.ended;
    expect((await whenClosed(stack, sessionId)).endReason).toBe('not_ready');
    expect(call.prompts.at(-1)).toMatchObject({ text: words, isWhole: true });
    expect(await stack.redis.scard('blocked-numbers')).toBe(0);
    expectFaultless(call);
    await quietCheck(stack);
  });

  it('1 after two wrong ones begins the interview', async () => {
    stack = await startPhoneStack(presses('7', '9', '1'));
    const { sessionId, call } = await callPhone(stack);
    await call.streamOpened();
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    expectFaultless(call);
    await quietCheck(stack);
  });

  it('2 means never again after it was confirmed, whichever candidate asks, until that phone dials in', async () => {
    stack = await startPhoneStack(presses('2', '2'), { env: { TWILIO_PHONE_NUMBER: '+15005550006' } });
    const { sessionId, call } = await callPhone(stack);
    await call.ended;
    expect((await whenClosed(stack, sessionId)).endReason).toBe('number_blocked');
    expect(call.prompts.at(-2)?.text).toMatch(/Press 2 once more.*To undo that later, dial in/);
    expect(call.prompts.at(-1)).toMatchObject({
      text: 'This number will not be called again. Goodbye.',
      isWhole: true,
    });
    expectFaultless(call);
    expect(JSON.stringify(await stack.redis.smembers('blocked-numbers'))).not.toContain('5550100');

    const again = await startCall(calledNumber);
    expect(again.status).toBe(422);
    expect((await again.json()).error.code).toBe('number_not_allowed');
    expect(stack.carrier.calls).toHaveLength(1);

    const caller = await visit(stack.gatewayUrl);
    const answer = await caller.fetch('/api/sessions', {
      body: { operationId: randomUUID(), jobConfiguration: plainJob, call: { via: 'dial_in' } },
    });
    const started = sessionStartedSchema.parse(await answer.json());
    const dialled = stack.carrier.dialIn({
      from: calledNumber,
      to: '+15005550006',
      voiceUrl: 'https://ringback.test/twilio/voice',
      line: { keys: [{ digits: started.dialIn?.code ?? '', afterMs: 300 }] },
    });
    await dialled.streamOpened();
    dialled.hangUp();
    await whenClosed(stack, started.sessionId);
    expect(await stack.redis.scard('blocked-numbers')).toBe(0);
    expect((await startCall(calledNumber)).status).toBe(201);
    const last = await stack.carrier.nextCall();
    await last.ended;
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

  it('is not interviewed when the carrier does not listen for it', async () => {
    stack = await startPhoneStack({ type: 'machine', afterMs: 300 });
    const { sessionId, call } = await callPhone(stack);
    expect((await whenClosed(stack, sessionId)).endReason).toBe('not_ready');
    expect(call.order.detectionCallback).toBeNull();
    expect(call.streams).toEqual([]);
    await quietCheck(stack);
  });
});
