import { readSpentUsd } from '@ringback/shared/redis/admission/reservations';
import { createCallRecordQueue } from '@ringback/shared/redis/queues/call-record-queue';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { afterEach, describe, expect, it } from 'vitest';
import { startCarrierPrices } from '../../services/telephony/src/carrier/carrier-prices.ts';
import { createTelephonyMetrics } from '../../services/telephony/src/telephony-metrics.ts';
import { createTwilioRestClient } from '../../services/telephony/src/twilio/rest-client.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import { collectLogLines, type LogLines } from '../support/log-lines.ts';
import { calledNumber, type PhoneStack, startPhoneStack, whenClosed } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';

let stack: PhoneStack;
let prices: { close(): void } | null = null;
afterEach(async () => {
  prices?.close();
  prices = null;
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const env = {
  PHONE_CALLS: 'carrier',
  DIAL_ALLOWED_COUNTRIES: 'US',
  DIAL_ALLOWED_NUMBERS: calledNumber,
  CARRIER_PRICES_PER_MINUTE_USD: '0.014,US:0.014',
};
const streamUsd = 0.0044;
const spent = () => readSpentUsd(stack.redis, Date.now());
const awaited = () => stack.redis.hlen('spend:awaited-prices');

/** One begun minute on the phone, settled by our own list. */
async function settledCall(): Promise<{ candidate: CandidateClient; sessionId: string; callSid: string }> {
  stack = await startPhoneStack(undefined, { env, telephonies: 1 });
  const candidate = await visit(stack.gatewayUrl);
  const { sessionId } = await candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
  const call = await stack.carrier.nextCall();
  await whenHeard((await call.streamOpened()).client, 100);
  call.hangUp();
  await whenClosed(stack, sessionId);
  await eventually(async () => (await awaited()) === 1, 10_000);
  expect(await spent()).toBeCloseTo(0.014 + streamUsd, 6);
  return { candidate, sessionId, callSid: call.sid };
}

/** Looks for prices as telephony does, ten times a second. Returns what it logs. */
function look(): LogLines {
  const logs = collectLogLines();
  const { carrier } = stack;
  const rest = createTwilioRestClient({
    accountSid: `AC${'0'.repeat(31)}1`,
    authToken: stack.signer.authToken,
    baseUrl: carrier.url,
  });
  const logger = createLogger({ service: 'test', instance: 'test', level: 'info' }, logs.destination);
  const clock = { now: () => Date.now(), close: () => {} };
  const metrics = createTelephonyMetrics(createMetrics('test'));
  const parts = { redis: stack.redis, clock, logger };
  const running = [1, 2].map(() => startCarrierPrices({ parts, metrics, rest, everyMs: 100, waitMs: 50 }));
  prices = { close: () => running.forEach((one) => void one.close()) };
  return logs;
}

describe('the price of a call', () => {
  it('is the carrier’s own, which comes late: the difference is booked once, and a wrong list raises an alarm', async () => {
    await settledCall();
    const logs = look();
    await eventually(async () => {
      const [text = '{}'] = await stack.redis.hvals('spend:awaited-prices');
      expect(JSON.parse(text).tries).toBeGreaterThan(1);
    }, 10_000);
    expect(await spent()).toBeCloseTo(0.014 + streamUsd, 6);
    stack.carrier.faults.price = { afterMs: 0, perMinuteUsd: 0.05 };
    await eventually(async () => (await awaited()) === 0, 20_000);
    expect(await spent()).toBeCloseTo(0.05 + streamUsd, 6);
    expect(logs.errors()).toMatchObject([
      { msg: 'the carrier’s price differs from our list', bookedUsd: 0.014, priceUsd: 0.05 },
    ]);
    await quietCheck(stack);
  }, 60_000);

  it('is booked even if its session is erased before the carrier tells it, and then the carrier’s record is deleted', async () => {
    const { candidate, sessionId, callSid } = await settledCall();
    expect((await candidate.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' })).status).toBe(204);
    const queue = createCallRecordQueue(stack.redis);
    await eventually(async () => (await (await queue.getJob(callSid))?.isDelayed()) === true, 10_000);
    const isKept = () => stack.carrier.calls.some(({ sid }) => sid === callSid);
    expect(isKept()).toBe(true);
    stack.carrier.faults.price = { afterMs: 0, perMinuteUsd: 0.02 };
    look();
    await eventually(async () => (await awaited()) === 0, 20_000);
    expect(await spent()).toBeCloseTo(0.02 + streamUsd, 6);
    await (await queue.getJob(callSid))?.promote();
    await eventually(() => !isKept(), 10_000);
    await queue.close();
    await quietCheck(stack);
  }, 60_000);

  it('that fits is booked quietly; for a call that the carrier does not know, ours stands', async () => {
    await settledCall();
    stack.carrier.faults.price = { afterMs: 0, perMinuteUsd: 0.015 };
    await stack.redis.hset(
      'spend:awaited-prices',
      `CA${'9'.repeat(32)}`,
      JSON.stringify({ day: '2026-01-01', shares: [], booked: 1, askedAgainAt: 0, tries: 0 }),
    );
    const logs = look();
    await eventually(async () => (await awaited()) === 0, 20_000);
    expect(await spent()).toBeCloseTo(0.015 + streamUsd, 6);
    expect(logs.errors()).toEqual([]);
    expect(logs.lines.map(({ msg }) => msg).toSorted()).toEqual([
      'call booked by the carrier’s price',
      'the carrier has not told a price',
    ]);
    await quietCheck(stack);
  }, 60_000);
});
