import { randomUUID } from 'node:crypto';
import { readSpentUsd } from '@ringback/shared/redis/call-admission';
import { verifyNumber } from '@ringback/shared/redis/verified-numbers';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, plainJob, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import { calledNumber, type PhoneStack, startPhoneStack, whenClosed } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';

let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const carrierEnv = { PHONE_CALLS: 'carrier', DIAL_ALLOWED_COUNTRIES: 'US,GB' };
/** Calls that nobody answers, so that they live until they are ended. */
const ringsOn = { type: 'no_answer' } as const;

function startCall(candidate: CandidateClient, call: object) {
  const body = { operationId: randomUUID(), jobConfiguration: plainJob, call };
  return candidate.fetch('/api/sessions', { body });
}
const callTo = (phoneNumber: string) => ({ via: 'phone', phoneNumber });
const codeOf = async (answer: Response) => (await answer.json()).error.code as string;

async function resetAll(): Promise<void> {
  const ids = await stack.store.listLive();
  await Promise.all(ids.map((id) => stack.store.commit(id, { type: 'end', reason: 'reset' })));
}

describe('limits of calls', () => {
  it('refuse the fourth call to a number within an hour, whoever asks, and say when to come back', async () => {
    stack = await startPhoneStack(ringsOn, { env: carrierEnv });
    for (let start = 0; start < 3; start++) {
      const answer = await startCall(await visit(stack.gatewayUrl), callTo(calledNumber));
      expect(answer.status).toBe(201);
      const { sessionId } = await answer.json();
      await eventually(async () => (await stack.store.read(sessionId))?.record.phase === 'ringing');
      await stack.store.commit(sessionId, { type: 'end', reason: 'reset' });
    }
    const fourth = await startCall(await visit(stack.gatewayUrl), callTo(calledNumber));
    expect(fourth.status).toBe(429);
    expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect(await codeOf(fourth)).toBe('limited');
    const other = await startCall(await visit(stack.gatewayUrl), callTo('+14155550101'));
    expect(other.status).toBe(201);
    const { sessionId } = await other.json();
    await eventually(async () => (await stack.store.read(sessionId))?.record.phase === 'ringing');
    await resetAll();
    await quietCheck(stack);
  });

  it('let exactly as many live calls through as there is room for, of 50 at once', async () => {
    const env = { MAX_LIVE_CALLS: '5', LIVE_SESSIONS_PER_CANDIDATE: '0' };
    stack = await startPhoneStack(ringsOn, { env, gateways: 2 });
    const candidates = await Promise.all(Array.from({ length: 50 }, () => visit(stack.gatewayUrl)));
    const answers = await Promise.all(
      candidates.map((candidate, index) => startCall(candidate, callTo(`+1415555${1000 + index}`))),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(45);
    await eventually(() => stack.carrier.calls.length === 5);
    await resetAll();
    await quietCheck(stack, 10_000);
    expect(stack.carrier.calls).toHaveLength(5);
  });

  it('hold when 50 ask at once: one call to the number, and one session for one request', async () => {
    const env = { ...carrierEnv, CALLS_PER_HOUR_PER_NUMBER: '1', MAX_LIVE_CALLS: '100' };
    stack = await startPhoneStack(ringsOn, { env, gateways: 2 });
    const candidates = await Promise.all(Array.from({ length: 50 }, () => visit(stack.gatewayUrl)));
    const answers = await Promise.all(
      candidates.map((candidate) => startCall(candidate, callTo(calledNumber))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(49);

    const one = await visit(stack.gatewayUrl);
    const body = {
      operationId: randomUUID(),
      jobConfiguration: plainJob,
      call: callTo('+14155550101'),
    };
    const same = await Promise.all(Array.from({ length: 50 }, () => one.fetch('/api/sessions', { body })));
    const started = same.filter(({ status }) => status === 201);
    expect(started.length).toBeGreaterThan(0);
    expect(same.every(({ status }) => status === 201 || status === 429 || status === 409)).toBe(true);
    const ids = await Promise.all(started.map(async (answer) => (await answer.json()).sessionId));
    expect(new Set(ids).size).toBe(1);
    await eventually(async () => (await stack.store.read(ids[0]))?.record.phase === 'ringing');
    expect(stack.carrier.calls).toHaveLength(2);
    await resetAll();
    await quietCheck(stack);
  });

  it('demand that a number has called in before, where that is asked for', async () => {
    stack = await startPhoneStack(ringsOn, { env: { ...carrierEnv, NUMBER_VERIFICATION: 'required' } });
    const candidate = await visit(stack.gatewayUrl);
    const refused = await startCall(candidate, callTo(calledNumber));
    expect(refused.status).toBe(403);
    expect(await codeOf(refused)).toBe('verify_first');
    const browser = await candidate.start();
    const candidateId = (await stack.store.read(browser.sessionId))?.record.ownerId;
    if (candidateId === undefined) throw new Error('no owner');
    await verifyNumber(stack.redis, 'data-encryption-key-for-tests', {
      candidateId,
      phoneNumber: calledNumber,
    });
    expect((await startCall(candidate, callTo(calledNumber))).status).toBe(201);
    const stranger = await startCall(await visit(stack.gatewayUrl), callTo(calledNumber));
    expect(stranger.status).toBe(403);
    await resetAll();
    await quietCheck(stack);
  });
});

describe('the money of a day', () => {
  const dear = { ...carrierEnv, MODEL_MODE: 'live', CALLS_PER_HOUR_PER_ADDRESS: '0', MAX_LIVE_CALLS: '100' };
  /** What a call of 15 minutes and its grace costs at most, by the list prices. */
  const reservedUsd = (0.0184 + 0.1) * 17;

  it('is never promised twice: the cap holds when 20 ask at once', async () => {
    const env = { ...dear, DAILY_SPEND_LIMIT_USD: String(3.5 * reservedUsd) };
    stack = await startPhoneStack(ringsOn, { env, gateways: 2 });
    const candidates = await Promise.all(Array.from({ length: 20 }, () => visit(stack.gatewayUrl)));
    const answers = await Promise.all(
      candidates.map((candidate, index) => startCall(candidate, callTo(`+1415555${1000 + index}`))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(17);
    expect(await readSpentUsd(stack.redis, Date.now())).toBeCloseTo(3 * reservedUsd, 5);
    await resetAll();
    // Nobody answered: everything that was held back is there again.
    await eventually(async () => (await readSpentUsd(stack.redis, Date.now())) === 0, 15_000);
    await quietCheck(stack);
  });

  it('is charged with what a call has cost, once, when it is over', async () => {
    stack = await startPhoneStack(undefined, { env: dear, telephonies: 1 });
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
    const call = await stack.carrier.nextCall();
    const { client } = await call.streamOpened();
    await whenHeard(client, 200);
    expect(await readSpentUsd(stack.redis, Date.now())).toBeCloseTo(reservedUsd, 5);
    call.hangUp();
    const record = await whenClosed(stack, started.sessionId);
    const { activeAt, endedAt } = record.times;
    const cost = 0.0184 + (((endedAt ?? 0) - (activeAt ?? 0)) / 60_000) * 0.1;
    await eventually(async () => (await stack.redis.hlen('spend:reservations')) === 0, 10_000);
    expect(await readSpentUsd(stack.redis, Date.now())).toBeCloseTo(cost, 5);
    expect(await readCounter(stack, 'call_cost_usd')).toBeCloseTo(cost, 9);
    await quietCheck(stack);
  });
});
