import { randomUUID } from 'node:crypto';
import type { SessionId } from '@ringback/shared/contract/ids';
import { readSpentUsd } from '@ringback/shared/redis/admission/reservations';
import { verifyNumber } from '@ringback/shared/redis/admission/verified-numbers';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, plainJob, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import { calledNumber, type PhoneStack, startPhoneStack, whenClosed } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { testKeys } from '../support/settings.ts';

let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors().filter(({ msg }) => msg !== spendAlarm)).toEqual([]);
});

const spendAlarm = 'much of this day’s money is spent or promised';
/** The protection of people who are called has its own tests, in number-protection.test.ts. */
const carrierEnv = {
  PHONE_CALLS: 'carrier',
  DIAL_ALLOWED_COUNTRIES: 'US,GB',
  NUMBER_VERIFICATION: 'off',
  QUIET_HOURS: 'off',
  NUMBER_REST_HOURS: '0',
  CALLS_PER_DAY_PER_NUMBER: '0',
  CARRIER_PRICES_PER_MINUTE_USD: '0.014,US:0.014,GB:0.014',
};
/** Unanswered calls, so that they live until they are ended. */
const ringsOn = { type: 'no_answer' } as const;

function startCall(candidate: CandidateClient, call: object, headers: Record<string, string> = {}) {
  const body = { operationId: randomUUID(), jobConfiguration: plainJob, call };
  return candidate.fetch('/api/sessions', { body, headers });
}
const callTo = (phoneNumber: string) => ({ via: 'phone', phoneNumber });
const codeOf = async (answer: Response) => (await answer.json()).error.code as string;
const detailsOf = async (answer: Response) => (await answer.json()).error.details;

async function resetAll(): Promise<void> {
  const ids = await stack.store.listLive();
  await Promise.all(ids.map((id) => stack.store.commit(id, { type: 'end', reason: 'reset' })));
}

describe('limits of calls', () => {
  it('refuse the fourth call to a number within an hour, whichever candidate asks, and say when to come back', async () => {
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

  it('let one of 50 different starts by one candidate through: a person has one phone', async () => {
    stack = await startPhoneStack(ringsOn, { env: { MAX_LIVE_CALLS: '100' }, gateways: 2 });
    const one = await visit(stack.gatewayUrl);
    // Not their first session. Without a cookie only one of those can start at a time.
    const { sessionId } = await one.start();
    await one.api.erase(sessionId);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => startCall(one, callTo(`+1415555${1000 + index}`))),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 429)]);
    const refused = answers.find(({ status }) => status === 429);
    const { error } = (await refused?.json()) ?? {};
    expect(error).toMatchObject({
      code: 'call_under_way',
      message: 'Your phone has a call from here already. Hang up first, or practise again from its page.',
    });
    await eventually(() => stack.carrier.calls.length === 1);
    // Practising again takes the earlier one's slot.
    const first = answers.find(({ status }) => status === 201);
    const { sessionId: previousSessionId } = (await first?.json()) ?? {};
    const body = {
      operationId: randomUUID(),
      jobConfiguration: plainJob,
      call: callTo('+14155550101'),
      previousSessionId,
    };
    expect((await one.fetch('/api/sessions', { body })).status).toBe(201);
    await eventually(() => stack.carrier.calls.length === 2);
    await resetAll();
    await quietCheck(stack);
  });

  it('count nothing towards any limit for a start that another limit refuses', async () => {
    const env = { ...carrierEnv, MAX_LIVE_CALLS: '1', CALLS_PER_HOUR_PER_NUMBER: '2' };
    stack = await startPhoneStack(ringsOn, { env });
    expect((await startCall(await visit(stack.gatewayUrl), callTo('+14155550101'))).status).toBe(201);
    for (let attempt = 0; attempt < 5; attempt++) {
      const refused = await startCall(await visit(stack.gatewayUrl), callTo(calledNumber));
      expect(await detailsOf(refused)).toMatchObject({ limit: 'live_calls' });
    }
    const spent = await readSpentUsd(stack.redis, Date.now());
    await resetAll();
    // The number has both of its calls left.
    for (let start = 0; start < 2; start++) {
      const answer = await startCall(await visit(stack.gatewayUrl), callTo(calledNumber));
      expect(answer.status).toBe(201);
      await resetAll();
    }
    expect(spent).toBeCloseTo(0.0184 * 7, 5);
    await quietCheck(stack);
  });

  it.each<[string, Record<string, string>, (start: number) => { number: string; address: string }]>([
    ['number', {}, (start) => ({ number: calledNumber, address: `10.${start}.0.1` })],
    ['address', {}, (start) => ({ number: `+1415555010${start}`, address: '10.0.0.1' })],
    ['network', {}, (start) => ({ number: `+1415555010${start}`, address: `10.0.0.${start}` })],
    ['country', {}, (start) => ({ number: `+1415555010${start}`, address: `10.${start}.0.1` })],
  ])('count the calls of a %s', async (kind, more, toStart) => {
    const off = Object.fromEntries(
      ['NUMBER', 'CANDIDATE', 'ADDRESS', 'NETWORK', 'COUNTRY'].map((name) => [
        `CALLS_PER_HOUR_PER_${name}`,
        name === kind.toUpperCase() ? '2' : '0',
      ]),
    );
    const env = { ...carrierEnv, ...off, ...more, TRUSTED_PROXY_HOPS: '1' };
    stack = await startPhoneStack(ringsOn, { env });
    const start = async ({ number, address }: { number: string; address: string }) =>
      startCall(await visit(stack.gatewayUrl), callTo(number), { 'x-forwarded-for': address });
    for (let index = 1; index <= 2; index++) expect((await start(toStart(index))).status).toBe(201);
    const third = await start(toStart(3));
    expect(third.status).toBe(429);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect(await detailsOf(third)).toMatchObject({ limit: kind });
    // Another candidate, elsewhere, calling another country.
    const other = await start({ number: '+442079460958', address: '172.16.0.1' });
    expect(other.status).toBe(201);
    await resetAll();
    await quietCheck(stack);
  });

  it('count the calls of a candidate', async () => {
    stack = await startPhoneStack(ringsOn, { env: { ...carrierEnv, CALLS_PER_HOUR_PER_CANDIDATE: '2' } });
    const one = await visit(stack.gatewayUrl);
    for (const number of ['+14155550101', '+14155550102']) {
      expect((await startCall(one, callTo(number))).status).toBe(201);
      await resetAll();
    }
    const third = await startCall(one, callTo('+14155550103'));
    expect(await detailsOf(third)).toMatchObject({ limit: 'candidate' });
    expect((await startCall(await visit(stack.gatewayUrl), callTo('+14155550103'))).status).toBe(201);
    await resetAll();
    await quietCheck(stack);
  });

  it('require that a number is shown to be the candidate’s, when that is switched on', async () => {
    stack = await startPhoneStack(ringsOn, { env: { ...carrierEnv, NUMBER_VERIFICATION: 'required' } });
    const candidate = await visit(stack.gatewayUrl);
    const refused = await startCall(candidate, callTo(calledNumber));
    expect(refused.status).toBe(403);
    expect((await refused.json()).error).toEqual({
      code: 'verify_first',
      message:
        'First show that this phone is yours: let it be called, and enter the code that this page gives you.',
    });
    const hashes = createNumberHashes({
      numberHashKey: [testKeys.NUMBER_HASH_KEY],
      dataEncryptionKey: [testKeys.DATA_ENCRYPTION_KEY],
    });
    const browser = await candidate.start();
    const candidateId = (await stack.store.read(browser.sessionId))?.record.ownerId;
    if (candidateId === undefined) throw new Error('no owner');
    await verifyNumber(stack.redis, hashes, {
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

describe('a number that may not be called', () => {
  const forbidden = ['+19005550100', '911', '112', '+88213000000', '+44999', '+4915123456789'];

  it('is refused with the same words whatever the reason, counted, and never dialled', async () => {
    stack = await startPhoneStack(ringsOn, { env: carrierEnv });
    const candidate = await visit(stack.gatewayUrl);
    const before = (await stack.redis.keys('*')).toSorted();
    for (const number of forbidden) {
      const answer = await startCall(candidate, callTo(number));
      expect(answer.status, number).toBe(422);
      expect((await answer.json()).error, number).toEqual({
        code: 'number_not_allowed',
        message: 'This number cannot be called from here.',
      });
    }
    for (const text of ['4'.repeat(40), '+1415555CALL', '+1 415 555 0100 x5']) {
      const answer = await startCall(candidate, callTo(text));
      expect(answer.status, text).toBe(422);
      expect(await codeOf(answer), text).toBe('number_invalid');
    }
    const refused = (code: string) => readCounter(stack, 'starts_refused_total', { code });
    expect(await refused('number_not_allowed')).toBe(forbidden.length);
    expect(await refused('number_invalid')).toBe(3);
    expect((await stack.redis.keys('*')).toSorted()).toEqual(before);
    expect(stack.carrier.calls).toEqual([]);
    await quietCheck(stack);
  });
});

describe('the money of a day', () => {
  const dear = { ...carrierEnv, MODEL_MODE: 'live', CALLS_PER_HOUR_PER_ADDRESS: '0', MAX_LIVE_CALLS: '100' };
  /** What is reserved at the start: the first seven minutes by the list prices. */
  const reservedUsd = (0.0184 + 0.1 + 0.006) * 7;
  const spentUsd = () => readSpentUsd(stack.redis, Date.now());
  const none = { input: 0, cached: 0, output: 0 };
  /** The model says what it has used. */
  const modelCosts = (sessionId: SessionId, costUsd: number) => {
    const transcription = { input: 0, output: 0, seconds: 0 };
    const use = { costUsd, text: none, audio: none, transcription };
    return stack.store.commit(sessionId, { type: 'record', facts: [{ type: 'model.used', use }] });
  };

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
    // An operator is told once for each level, whatever the number of instances.
    await eventually(() => stack.logs.errors().length === 2);
    expect(stack.logs.errors()).toMatchObject([{ percent: 50 }, { percent: 80 }]);
    await resetAll();
    // There was no answer, so everything that was held back is available again.
    await eventually(async () => (await readSpentUsd(stack.redis, Date.now())) === 0, 15_000);
    await quietCheck(stack);
  });

  it('is charged once with what a call has cost, when it is over: carrier, model and transcription', async () => {
    stack = await startPhoneStack(undefined, { env: dear, telephonies: 1 });
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
    const call = await stack.carrier.nextCall();
    const { client } = await call.streamOpened();
    await whenHeard(client, 200);
    expect(await readSpentUsd(stack.redis, Date.now())).toBeCloseTo(reservedUsd, 5);
    call.hangUp();
    const { modelUse } = await whenClosed(stack, started.sessionId);
    // What the model reported of its responses, not the clock.
    expect(modelUse?.audio.output).toBeGreaterThan(0);
    const modelUsd = modelUse?.costUsd ?? Number.NaN;
    await eventually(async () => (await stack.redis.hlen('spend:reservations')) === 0, 10_000);
    expect(await readSpentUsd(stack.redis, Date.now())).toBeCloseTo(0.0184 + modelUsd, 5);
    expect(await readCounter(stack, 'call_cost_usd', { part: 'carrier' })).toBeCloseTo(0.0184, 9);
    expect(await readCounter(stack, 'call_cost_usd', { part: 'model' })).toBeCloseTo(modelUsd, 9);
    await quietCheck(stack);
  });

  it('counts a call that costs more than expected while it still goes on', async () => {
    stack = await startPhoneStack(undefined, { env: { ...dear, DAILY_SPEND_LIMIT_USD: '5' } });
    const candidate = await visit(stack.gatewayUrl);
    const { sessionId } = await candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
    const call = await stack.carrier.nextCall();
    await whenHeard((await call.streamOpened()).client, 100);
    await modelCosts(sessionId, 4.5);
    await eventually(async () => (await readSpentUsd(stack.redis, Date.now())) > 4.5, 10_000);
    const refused = await startCall(await visit(stack.gatewayUrl), callTo('+14155550101'));
    expect(await detailsOf(refused)).toMatchObject({ limit: 'daily_spend' });
    call.hangUp();
    await whenClosed(stack, sessionId);
    await eventually(async () => (await stack.redis.hlen('spend:reservations')) === 0, 10_000);
    await quietCheck(stack);
  });

  it('is not used up by erasing: a session that never began costs nothing, and the next one is admitted', async () => {
    const env = { ...dear, DAILY_SPEND_LIMIT_USD: String(1.5 * reservedUsd) };
    stack = await startPhoneStack(ringsOn, { env });
    for (const attempt of [0, 1, 2, 3, 4]) {
      const candidate = await visit(stack.gatewayUrl);
      const answer = await startCall(candidate, callTo(`+1415555${2000 + attempt}`));
      expect(answer.status).toBe(201);
      await candidate.api.erase((await answer.json()).sessionId);
      expect(await spentUsd()).toBe(0);
    }
    expect(await stack.redis.hlen('spend:reservations')).toBe(0);
    await quietCheck(stack);
  }, 60_000);

  it('is charged with what an erased call has cost, no more and no less', async () => {
    stack = await startPhoneStack(undefined, { env: dear, telephonies: 1 });
    const candidate = await visit(stack.gatewayUrl);
    const { sessionId } = await candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
    const call = await stack.carrier.nextCall();
    await whenHeard((await call.streamOpened()).client, 100);
    await modelCosts(sessionId, 0.4);
    await candidate.api.erase(sessionId);
    // Its bridge's count may arrive after ours, and is smaller.
    expect(await spentUsd()).toBeGreaterThan(0.0184);
    expect(await spentUsd()).toBeLessThan(0.0184 + 0.45);
    await quietCheck(stack);
  });

  it('that is used up brings a call to its goodbye before what is reserved is spent', async () => {
    const toolCalls = [{ name: 'end_interview', arguments: { reason: 'completed' } }];
    const script = {
      answers: [{ text: 'Welcome. What brings you here?' }, { text: 'Thank you, goodbye.', toolCalls }],
      heard: [],
      msPerWord: 60,
    };
    const env = { ...dear, DAILY_SPEND_LIMIT_USD: '1' };
    stack = await startPhoneStack(undefined, { env, script, telephonies: 1 });
    const candidate = await visit(stack.gatewayUrl);
    const { sessionId } = await candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
    const call = await stack.carrier.nextCall();
    await whenHeard((await call.streamOpened()).client, 100);
    await modelCosts(sessionId, 0.7);
    const { endReason } = await whenClosed(stack, sessionId, 30_000);
    expect(endReason).toBe('completed');
    const { received } = await stack.model.session(0);
    const told = received.filter((each) => JSON.stringify(each).includes('Time is up'));
    expect(told).toHaveLength(1);
    await eventually(async () => (await stack.redis.hlen('spend:reservations')) === 0, 10_000);
    await quietCheck(stack);
  }, 60_000);
});
