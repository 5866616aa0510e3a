import { randomUUID } from 'node:crypto';
import { sessionStartedSchema } from '@ringback/shared/contract/http-api';
import type { CandidateBehaviour } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, plainJob, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { calledNumber, type PhoneStack, startPhoneStack, whenClosed } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { operatorToken } from '../support/stack.ts';

let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** A real carrier, as far as the limits are concerned, and otherwise only settings that this test is not about. */
const realCarrier = (env: Record<string, string> = {}) => ({
  env: {
    PHONE_CALLS: 'carrier',
    DIAL_ALLOWED_COUNTRIES: 'US',
    CARRIER_PRICES_PER_MINUTE_USD: '0.014,US:0.014',
    QUIET_HOURS: 'off',
    CALLS_PER_HOUR_PER_NUMBER: '0',
    ...env,
  },
});
const noAnswer: CandidateBehaviour = { type: 'answers', afterMs: 300 };

async function ask(candidate: CandidateClient, call: Record<string, unknown> = {}) {
  const body = {
    operationId: randomUUID(),
    jobConfiguration: plainJob,
    call: { via: 'phone', phoneNumber: calledNumber, ...call },
  };
  const answer = await candidate.fetch('/api/sessions', { body });
  return { status: answer.status, body: await answer.json() };
}

async function search(phoneNumber: string, token = operatorToken) {
  const visitor = await visit(stack.gatewayUrl);
  return visitor.fetch('/api/operator/numbers', {
    body: { phoneNumber },
    headers: { authorization: `Bearer ${token}` },
  });
}

describe('a number that was not shown to be the candidate’s, with a real carrier and no setting', () => {
  it('is not called', async () => {
    stack = await startPhoneStack(noAnswer, realCarrier());
    const refused = await ask(await visit(stack.gatewayUrl));
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'verify_first' } } });
    expect(stack.carrier.calls).toEqual([]);
    await quietCheck(stack);
  });

  it('is shown by the code of the page, which its first call asks for, and by nothing else', async () => {
    stack = await startPhoneStack({ type: 'by_hand' }, realCarrier({ NUMBER_REST_HOURS: '0' }));
    const candidate = await visit(stack.gatewayUrl);
    const asked = await ask(candidate, { verify: true });
    expect(asked.status).toBe(201);
    const started = sessionStartedSchema.parse(asked.body);
    expect(started.gateCode).toMatchObject({ code: expect.stringMatching(/^\d{6}$/) });
    const call = await stack.carrier.nextCall();
    await call.reached('ringing');
    call.pickUp();
    await eventually(() => call.gathers.length === 1);
    call.press('1#');
    await eventually(() => call.gathers.length === 2);
    expect(call.streams).toEqual([]);
    call.press(started.gateCode?.code ?? '');
    await call.streamOpened();
    call.hangUp();
    await whenClosed(stack, started.sessionId);

    // From now on it is called like any other, and asks for key 1. For another visitor it is still unverified.
    const again = await ask(candidate);
    expect(again.status).toBe(201);
    expect(again.body.gateCode).toBeUndefined();
    const stranger = await ask(await visit(stack.gatewayUrl));
    expect(stranger).toMatchObject({ status: 403, body: { error: { code: 'verify_first' } } });
    const second = await stack.carrier.nextCall((next) => next !== call);
    await second.reached('ringing');
    second.pickUp();
    await eventually(() => second.gathers.length === 1);
    second.press('1');
    await second.streamOpened();
    second.hangUp();
    await whenClosed(stack, again.body.sessionId);
    await quietCheck(stack);
  });

  it('is called when that was switched off explicitly, or when the number is listed', async () => {
    for (const env of [{ NUMBER_VERIFICATION: 'off' }, { DIAL_ALLOWED_NUMBERS: calledNumber }]) {
      stack = await startPhoneStack(noAnswer, realCarrier(env as Record<string, string>));
      const { status, body } = await ask(await visit(stack.gatewayUrl));
      expect(status).toBe(201);
      await whenClosed(stack, body.sessionId);
      await quietCheck(stack);
      await stack.close();
    }
  });
});

async function unrung(): Promise<unknown[]> {
  const told = await (await search(calledNumber)).json();
  return told.entries.filter(({ what }: { what: string }) => what === 'not_placed');
}

describe('a number that the operator has listed', () => {
  it('is called at night, a fourth time in a day, and after calls that were not taken', async () => {
    const hour = new Date().getUTCHours();
    const quiet = `${(hour + 24 - 8) % 24}-${(hour + 24 - 6) % 24}`;
    stack = await startPhoneStack(
      noAnswer,
      realCarrier({ DIAL_ALLOWED_NUMBERS: calledNumber, QUIET_HOURS: quiet, CALLS_PER_DAY_PER_NUMBER: '2' }),
    );
    for (let count = 0; count < 3; count++) {
      const { status, body } = await ask(await visit(stack.gatewayUrl));
      expect(status).toBe(201);
      await whenClosed(stack, body.sessionId);
    }
    expect(stack.carrier.calls).toHaveLength(3);
    await quietCheck(stack);
  });
});

describe('a person who is called', () => {
  const called = { NUMBER_VERIFICATION: 'off' };

  it('is called three times a day at most, whichever candidate asks', async () => {
    const behaviour: CandidateBehaviour = {
      type: 'answers',
      afterMs: 300,
      keys: [{ digits: '1', afterMs: 300 }],
      hangsUpAfterMs: 900,
    };
    stack = await startPhoneStack(behaviour, realCarrier({ ...called, NUMBER_REST_HOURS: '0' }));
    for (let count = 0; count < 3; count++) {
      const { status, body } = await ask(await visit(stack.gatewayUrl));
      expect(status).toBe(201);
      await whenClosed(stack, body.sessionId);
    }
    const fourth = await ask(await visit(stack.gatewayUrl));
    expect(fourth).toMatchObject({
      status: 429,
      body: { error: { code: 'limited', details: { limit: 'number_of_day' } } },
    });
    expect(fourth.body.error.details.retryAfterMs).toBeGreaterThan(23 * 3_600_000);
    expect(stack.carrier.calls).toHaveLength(3);
    await quietCheck(stack);
  });

  it('is not affected by calls that did not ring: they neither count nor cause a rest', async () => {
    stack = await startPhoneStack(noAnswer, realCarrier(called));
    const dialled = async () => {
      const { status, body } = await ask(await visit(stack.gatewayUrl));
      expect(status).toBe(201);
      return body.sessionId;
    };
    // Refused on our side, and cancelled before the carrier had placed it.
    stack.carrier.faults.rest.create = { type: 'refuses', code: 20429 };
    for (let count = 0; count < 3; count++) await whenClosed(stack, await dialled());
    stack.carrier.faults.rest.create = { type: 'answers_late', afterMs: 1_000 };
    const cancelled = await dialled();
    await eventually(async () => (await stack.store.read(cancelled))?.record.phase === 'dialling');
    await stack.store.commit(cancelled, { type: 'end', reason: 'reset' });
    await whenClosed(stack, cancelled);
    stack.carrier.faults.rest.create = null;
    await eventually(async () => (await unrung()).length === 4);

    for (let count = 0; count < 2; count++) await whenClosed(stack, await dialled());
    const third = await ask(await visit(stack.gatewayUrl));
    expect(third.body.error.details.limit).toBe('number_rests');
    expect(await unrung()).toHaveLength(4);
    await quietCheck(stack);
  });

  it('is left alone at night', async () => {
    const hour = new Date().getUTCHours();
    // Day nowhere: whatever the hour is, one of a country’s many zones is within these.
    const quiet = `${(hour + 24 - 8) % 24}-${(hour + 24 - 6) % 24}`;
    stack = await startPhoneStack(noAnswer, realCarrier({ ...called, QUIET_HOURS: quiet }));
    const refused = await ask(await visit(stack.gatewayUrl));
    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: 'limited', details: { limit: 'quiet_hours' } } },
    });
    expect(refused.body.error.details.retryAfterMs).toBeGreaterThan(0);
    expect(stack.carrier.calls).toEqual([]);
    await quietCheck(stack);
  });

  it('is left alone for a day after two calls that were not taken, and an operator finds the reason', async () => {
    stack = await startPhoneStack(noAnswer, realCarrier(called));
    for (let count = 0; count < 2; count++) {
      const { status, body } = await ask(await visit(stack.gatewayUrl));
      expect(status).toBe(201);
      await whenClosed(stack, body.sessionId);
    }
    const third = await ask(await visit(stack.gatewayUrl));
    expect(third).toMatchObject({
      status: 429,
      body: { error: { code: 'limited', details: { limit: 'number_rests' } } },
    });
    expect(stack.carrier.calls).toHaveLength(2);

    const found = await search('+1 (415) 555-0100');
    expect(found.status).toBe(200);
    const told = await found.json();
    const whats = told.entries.map(({ what }: { what: string }) => what);
    expect(whats).toEqual(['dialled', 'not_ready', 'dialled', 'not_ready']);
    expect(told.isBlocked).toBe(false);
    expect(told.restsUntil).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    // Two visitors, told apart.
    expect(new Set(told.entries.map(({ by }: { by: string }) => by)).size).toBe(2);
    expect((await search(calledNumber, 'wrong-token-of-nobody-at-all')).status).toBe(401);
    expect((await search('none')).status).toBe(422);
    expect(await (await search('+14155550111')).json()).toEqual({
      isBlocked: false,
      restsUntil: null,
      entries: [],
    });

    // Kept for thirty days under a hash, with nothing of the number or the job in it.
    const [key = ''] = await stack.redis.keys('called:*');
    expect(await stack.redis.pttl(key)).toBeGreaterThan(29 * 24 * 3_600_000);
    const kept = `${key} ${await stack.redis.zrange(key, '0', '-1')}`;
    expect(kept).not.toMatch(/4155550100|Product|Acme/);
    expect(JSON.stringify(stack.logs.lines)).not.toContain('5550100');
    await quietCheck(stack);
  });
});
