import { type InstanceId, instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { anyone, createLeases } from '@ringback/shared/redis/fleet/leases';
import { answersAndPresses1 } from '@ringback/stand-ins/candidate/candidate-behaviour';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import { callPhone, startPhoneStack } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, type StackOptions, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(() => stack.close());

/** Above the eight seconds of a carrier's call, so that the two can be told apart. */
const reattachMs = 10_000;
const someoneElse: InstanceId = instanceIdSchema.parse('telephony-that-died');

async function talkInBrowser(options: StackOptions = {}) {
  stack = await startStack({ env: { REATTACH_MS: String(reattachMs) }, ...options });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  const line = await candidate.talk(started);
  await whenHeard(line, 100);
  return { candidate, started, sessionId: started.sessionId, line };
}

async function talkOnPhone() {
  const phone = await startPhoneStack(answersAndPresses1(), { env: { REATTACH_MS: String(reattachMs) } });
  stack = phone;
  const placed = await callPhone(phone);
  const { client } = await placed.call.streamOpened();
  await whenHeard(client, 100);
  return { ...placed, line: client, faults: phone.carrier.faults };
}

const phaseOf = async (sessionId: SessionId) => (await stack.store.read(sessionId))?.record.phase;

/** How long after its loss the session ends, in ms, and with which reason. */
async function whenLost(sessionId: SessionId): Promise<{ afterMs: number; reason: string | null }> {
  const lostAt = performance.now();
  const record = await eventually(async () => {
    const found = (await stack.store.read(sessionId))?.record;
    if (found === undefined || found.endReason === null) throw new Error(`the session is ${found?.phase}`);
    return found;
  }, 30_000);
  return { afterMs: performance.now() - lostAt, reason: record.endReason };
}

/** Its instance is gone: another one took the call from it and then did nothing. */
async function orphan(sessionId: SessionId, line: MediaStreamClient): Promise<void> {
  const taken = await createLeases(stack.redis).take(sessionId, 'telephony', someoneElse, anyone);
  expect(taken.outcome).toBe('ok');
  line.breakNetwork();
  await eventually(async () => (await line.closed) !== null);
}

const reaped = () => readCounter(stack, 'reaped_total', { cause: 'abandoned' });

describe('a call whose sound is lost for good', { timeout: 60_000 }, () => {
  it('in the browser is given up by its own instance when the promised time is over', async () => {
    const { sessionId, line } = await talkInBrowser();
    line.breakNetwork();
    const { afterMs, reason } = await whenLost(sessionId);
    expect(reason).toBe('media_lost');
    expect(afterMs).toBeGreaterThan(reattachMs - 200);
    expect(afterMs).toBeLessThan(reattachMs + 900);
    expect(await reaped()).toBe(0);
    await quietCheck(stack);
  });

  it('in the browser is given up by the reaper when its instance is gone', async () => {
    const { sessionId, line } = await talkInBrowser();
    await orphan(sessionId, line);
    const { afterMs, reason } = await whenLost(sessionId);
    expect(reason).toBe('media_lost');
    // A lease runs out first, then eight seconds at least.
    expect(afterMs).toBeGreaterThan(reattachMs);
    expect(await reaped()).toBe(1);
    await quietCheck(stack);
  });

  it('on the phone is given up by its own instance after eight seconds', async () => {
    const { sessionId, line, faults } = await talkOnPhone();
    faults.stream.afterBroken = 'nothing';
    faults.rest.update = { type: 'fails', status: 500, isDone: false };
    line.breakNetwork();
    const { afterMs, reason } = await whenLost(sessionId);
    faults.rest.update = null;
    expect(reason).toBe('media_lost');
    expect(afterMs).toBeGreaterThan(7_800);
    expect(afterMs).toBeLessThan(9_000);
    expect(await reaped()).toBe(0);
    await quietCheck(stack, 15_000);
  });

  it('on the phone is given up by the reaper when its instance is gone', async () => {
    const { sessionId, line, faults } = await talkOnPhone();
    faults.stream.afterBroken = 'nothing';
    faults.rest.update = { type: 'fails', status: 500, isDone: false };
    await orphan(sessionId, line);
    const { reason } = await whenLost(sessionId);
    faults.rest.update = null;
    expect(reason).toBe('media_lost');
    expect(await reaped()).toBe(1);
    await quietCheck(stack, 15_000);
  });
});

describe('a browser that is away longer than a carrier’s call could be', { timeout: 60_000 }, () => {
  it('comes back, and its interview goes on', async () => {
    const { candidate, started, sessionId, line } = await talkInBrowser();
    line.breakNetwork();
    await new Promise((resolve) => setTimeout(resolve, 9_200));
    expect(await phaseOf(sessionId)).toBe('active');
    const { token, url } = await candidate.api.mediaToken(sessionId);
    const back = await candidate.talk({ ...started, media: { url, token } });
    await eventually(async () => (await stack.store.read(sessionId))?.record.streamSid === back.streamSid);
    expect(await phaseOf(sessionId)).toBe('active');
    back.hangUp();
    await eventually(async () => (await phaseOf(sessionId)) === 'closed', 10_000);
    expect(await reaped()).toBe(0);
    await quietCheck(stack);
  });
});
