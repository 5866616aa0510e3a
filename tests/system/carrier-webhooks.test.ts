import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import type { CarrierCall } from '@ringback/stand-ins/twilio/carrier-call';
import { sendSigned, signUpgrade } from '@ringback/stand-ins/twilio/signed-request';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { carrierPaths } from '../../services/telephony/src/carrier/carrier-paths.ts';
import { type Stopwatch, startStopwatch } from '../support/event-loop-stall.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import { newSession } from '../support/new-session.ts';
import {
  callPhone,
  expectFaultless,
  type PhoneStack,
  type PlacedCall,
  readAtRest,
  readEvents,
  startPhoneStack,
  whenClosed,
} from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type RedisProxy, startRedisProxy } from '../support/redis-proxy.ts';
import { readSessionFields } from '../support/stored.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let stack: PhoneStack;
let watch: Stopwatch;
beforeEach(() => {
  watch = startStopwatch();
});
let proxy: RedisProxy | null = null;
afterEach(async () => {
  await stack.close();
  await proxy?.close();
  proxy = null;
  expect(stack.logs.errors()).toEqual([]);
});

const publicUrl = 'https://ringback.test';
/** A second, whatever Redis does. */
const answerLimitMs = 1_000;
/** Answers, and presses what a test presses. */
const atTheGate = { type: 'answers', afterMs: 300 } as const;
/** Too late to matter: nothing of the carrier's own comes in between. */
const neverMs = 60_000;

function webhook(path: string, params: Record<string, string>) {
  const url = `${publicUrl}/twilio/${path}`;
  return sendSigned(stack.signer, { url, method: 'POST', params, signal: AbortSignal.timeout(5_000) });
}
const formOf = (call: CarrierCall, more: Record<string, string> = {}) => ({
  CallSid: call.sid,
  CallStatus: 'in-progress',
  From: call.order.from,
  To: call.order.to,
  Direction: call.order.direction,
  ...more,
});
const reportOf = (callSid: string, more: Record<string, string>) => ({ CallSid: callSid, ...more });
function tookMs({ sentAt, answeredAt }: { sentAt: number; answeredAt: number | null }): number {
  if (answeredAt === null) return Number.POSITIVE_INFINITY;
  return answeredAt - sentAt - watch.takenMs(sentAt, answeredAt);
}
const staleReports = () => readCounter(stack, 'stale_messages_total', { kind: 'status_callback' });

async function startBehindProxy(behaviour = atTheGate): Promise<RedisProxy> {
  proxy = await startRedisProxy(await testRedisUrl());
  stack = await startPhoneStack(behaviour, { redisUrl: proxy.url });
  return proxy;
}

/** A call that stays at its gate for as long as a test takes. */
async function waitAtGate(): Promise<PlacedCall> {
  stack = await startPhoneStack(atTheGate);
  const placed = await callPhone(stack);
  await eventually(() => placed.call.gathers.length === 1);
  stack.carrier.faults.voiceWebhook.askedAfterMs = neverMs;
  return placed;
}

describe('while Redis does not answer', { timeout: 40_000 }, () => {
  it('a call at the gate is told to wait, in under a second, and its key is not forgotten', async () => {
    const redis = await startBehindProxy();
    const { sessionId, call } = await callPhone(stack);
    await eventually(() => call.gathers.length === 1);
    redis.hold();
    call.press('1');
    await eventually(() => call.prompts.some(({ text }) => text === 'One moment, please.'));
    redis.restore();
    const { client } = await call.streamOpened();
    await whenHeard(client, 100);
    for (const asked of call.webhooks) expect(tookMs(asked)).toBeLessThan(answerLimitMs);
    expect(await readCounter(stack, 'webhooks_postponed_total')).toBeGreaterThan(0);
    expect((await readEvents(stack, sessionId)).filter(({ type }) => type === 'call.ready')).toHaveLength(1);
    call.hangUp();
    await whenClosed(stack, sessionId);
    expectFaultless(call);
    await quietCheck(stack);
  });

  it('for long, the call ends with an apology, and the session ends as soon as it can be told', async () => {
    const redis = await startBehindProxy();
    const { sessionId, call } = await callPhone(stack);
    await eventually(() => call.gathers.length === 1);
    redis.cut();
    call.press('1');
    expect(await call.ended).toBe('completed');
    expect(call.prompts.at(-1)).toMatchObject({
      text: 'We are sorry, your interviewer cannot be reached at the moment. Please try again later. Goodbye.',
      isWhole: true,
    });
    expect(call.streams).toEqual([]);
    for (const asked of call.webhooks) {
      expect(asked.status).toBe(200);
      expect(tookMs(asked)).toBeLessThan(answerLimitMs);
    }
    // The end was reported to the instance that has the call, which remembers it.
    const reports = call.callbacks.flatMap(({ requests }) => requests);
    for (const report of reports) expect(tookMs(report)).toBeLessThan(answerLimitMs);
    expect(reports.at(-1)?.status).toBe(204);
    redis.restore();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    await quietCheck(stack);
  });

  it('a report of a call that no instance here knows is not answered as accepted', async () => {
    const redis = await startBehindProxy();
    const { sessionId, call } = await callPhone(stack);
    await eventually(() => call.gathers.length === 1);
    redis.cut();
    const other = { CallSid: `CA${'e'.repeat(32)}`, CallStatus: 'completed', SequenceNumber: '3' };
    expect((await webhook(`status?session=${sessionId}`, other)).status).toBe(503);
    expect((await webhook('status?session=ses_aaaaaaaaaaaaaaaaaaaaaa', other)).status).toBe(503);
    redis.restore();
    await eventually(async () => (await stack.store.read(sessionId))?.record.phase === 'answered');
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('a caller who dials in is asked for the code, and the fallback needs neither Redis nor a model', async () => {
    const redis = await startBehindProxy();
    for (const bridge of stack.bridges) await bridge.close();
    redis.cut();
    const form = {
      CallSid: `CA${'d'.repeat(32)}`,
      CallStatus: 'ringing',
      From: '+14155550177',
      To: '+15005550006',
      Direction: 'inbound',
    };
    const asked = await webhook('voice', form);
    expect(asked.body).toContain('Please enter the six digits');
    const entered = await webhook('code?try=1', { ...form, Digits: '123456' });
    expect(entered.body).toContain('pressed=123456');
    const last = await webhook('code?try=1&waits=4&pressed=123456', form);
    const fallback = await webhook('fallback', { ...form, ErrorCode: '11200' });
    for (const answer of [last, fallback]) expect(answer.body).toContain('cannot be reached at the moment');
    for (const answer of [asked, entered, last, fallback]) {
      expect(answer.status).toBe(200);
      expect(tookMs(answer)).toBeLessThan(answerLimitMs);
    }
    redis.restore();
  });
});

describe('a webhook that comes half an hour late', () => {
  const halfHourMs = 30 * 60_000;

  it('for a session that was over by then changes nothing, and a call that still rings is hung up', async () => {
    stack = await startPhoneStack({ type: 'no_answer' });
    const then = createSessionStore({ redis: stack.redis, now: () => Date.now() - halfHourMs });
    const sessionId = await newSession(then);
    const callSid = `CA${'c'.repeat(32)}`;
    await then.commit(sessionId, { type: 'end', reason: 'no_answer' });
    const before = await readAtRest(stack, sessionId);
    const stale = await staleReports();
    const Timestamp = new Date(Date.now() - halfHourMs).toUTCString();
    const statuses = ['initiated', 'ringing', 'in-progress', 'completed'];
    // In the wrong order, and each of them twice.
    for (const status of [...statuses.toReversed(), ...statuses]) {
      const SequenceNumber = String(statuses.indexOf(status));
      const report = reportOf(callSid, { CallStatus: status, SequenceNumber, Timestamp });
      expect((await webhook(`status?session=${sessionId}`, report)).status).toBe(204);
    }
    expect(await staleReports()).toBe(stale + 8);
    for (const [path, answer] of [
      ['voice', '<Hangup/>'],
      ['ready', '<Hangup/>'],
      ['resume', '<Hangup/>'],
    ]) {
      const params = {
        ...reportOf(callSid, {}),
        CallStatus: 'in-progress',
        From: '+1',
        To: '+1',
        Digits: '1',
      };
      const twiml = await webhook(`${path}?session=${sessionId}`, { ...params, Direction: 'outbound-api' });
      expect(twiml.body, path).toContain(answer);
    }
    expect(await readSessionFields(stack.redis, sessionId)).toEqual(before);
    expect(stack.carrier.calls).toEqual([]);
    await quietCheck(stack);
  });

  it('for a conversation in progress does not take it back', async () => {
    stack = await startPhoneStack();
    const { sessionId, call } = await callPhone(stack);
    const { client } = await call.streamOpened();
    await whenHeard(client, 100);
    const before = await stack.store.readLog(sessionId, 0);
    for (const [status, number] of [
      ['ringing', '1'],
      ['initiated', '0'],
      ['in-progress', '2'],
    ] as const) {
      const Timestamp = new Date(Date.now() - halfHourMs).toUTCString();
      const report = reportOf(call.sid, { CallStatus: status, SequenceNumber: number, Timestamp });
      expect((await webhook(`status?session=${sessionId}`, report)).status).toBe(204);
    }
    const carrierEvents = (entries: typeof before) =>
      entries.map(({ event }) => event.type).filter((type) => type.startsWith('call.'));
    expect(carrierEvents(await stack.store.readLog(sessionId, 0))).toEqual(carrierEvents(before));
    expect((await stack.store.read(sessionId))?.record.phase).toBe('active');
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });
});

describe('a forged request of the carrier', { timeout: 30_000 }, () => {
  it('15: replayed after the session is over, in full and signed, it places and changes nothing', async () => {
    stack = await startPhoneStack();
    const { sessionId, call } = await callPhone(stack);
    await whenHeard((await call.streamOpened()).client, 100);
    call.hangUp();
    await whenClosed(stack, sessionId);
    const before = await readAtRest(stack, sessionId);
    for (const { url, params } of call.webhooks) {
      const again = await sendSigned(stack.signer, {
        url,
        method: 'POST',
        params,
        signal: AbortSignal.timeout(5_000),
      });
      expect(again.status).toBe(200);
      expect(again.body).toContain('<Hangup/>');
      expect(again.body).not.toContain('<Stream');
    }
    expect(await readSessionFields(stack.redis, sessionId)).toEqual(before);
    expect(stack.carrier.calls).toHaveLength(1);
    await quietCheck(stack);
  });

  it('15: refuses it at every address when it is unsigned, or signed with another account’s token', async () => {
    const { sessionId, call } = await waitAtGate();
    const before = await readAtRest(stack, sessionId);
    const local = stack.signer.publicUrl?.to ?? '';
    const stranger = { ...stack.signer, authToken: 'f'.repeat(32) };
    for (const path of Object.values(carrierPaths).filter((one) => one !== carrierPaths.media)) {
      const where = `${path}?session=${sessionId}&try=1`;
      const params = formOf(call, { Digits: '2', AnsweredBy: 'machine_start', SequenceNumber: '9' });
      const signal = AbortSignal.timeout(5_000);
      const forged = await sendSigned(stranger, { url: publicUrl + where, method: 'POST', params, signal });
      expect(forged.status, path).toBe(403);
      const bare = await fetch(local + where, { method: 'POST', body: new URLSearchParams(params) });
      expect(bare.status, path).toBe(403);
    }
    expect(await readSessionFields(stack.redis, sessionId)).toEqual(before);
    expect(await stack.redis.scard('blocked-numbers')).toBe(0);
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('15: refuses it when it is signed for http, another port, another query or another form', async () => {
    // At the carrier's own pace, because the phone must ring until everything was tried.
    stack = await startPhoneStack({ type: 'no_answer' }, { carrierTimeScale: 1 });
    const { sessionId, call } = await callPhone(stack);
    await call.reached('ringing');
    await eventually(async () => (await stack.store.read(sessionId))?.record.phase === 'ringing');
    const before = await readAtRest(stack, sessionId);
    const local = stack.signer.publicUrl?.to ?? '';
    const params = reportOf(call.sid, { CallStatus: 'completed', SequenceNumber: '9' });
    const path = `/twilio/status?session=${sessionId}`;
    const { default: twilio } = await import('twilio');
    const sign = (url: string, form: Record<string, string>) =>
      twilio.getExpectedTwilioSignature(stack.signer.authToken, url, form);
    for (const signature of [
      sign(`http://ringback.test${path}`, params),
      sign(`https://ringback.test:8443${path}`, params),
      sign(`${publicUrl}/twilio/status?session=ses_aaaaaaaaaaaaaaaaaaaaaa`, params),
      sign(`${publicUrl}${path}`, { ...params, CallStatus: 'ringing' }),
      sign(`${local}${path}`, params),
    ]) {
      const answer = await fetch(`${local}${path}`, {
        method: 'POST',
        body: new URLSearchParams(params),
        headers: {
          'x-twilio-signature': signature,
          host: 'ringback.test',
          'x-forwarded-host': 'ringback.test:8443',
          'x-forwarded-proto': 'http',
        },
      });
      expect(answer.status).toBe(403);
    }
    expect(await readSessionFields(stack.redis, sessionId)).toEqual(before);
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('19: a report `completed` for an unknown or ended call is answered 204 and counted', async () => {
    stack = await startPhoneStack({ type: 'busy', afterMs: 300 });
    const { sessionId, call } = await callPhone(stack);
    await whenClosed(stack, sessionId);
    const before = await readAtRest(stack, sessionId);
    const stale = await staleReports();
    const completed = { CallStatus: 'completed', SequenceNumber: '7' };
    for (const [path, sid] of [
      [`status?session=${sessionId}`, call.sid],
      ['status?session=ses_aaaaaaaaaaaaaaaaaaaaaa', call.sid],
      ['status?session=../../x', call.sid],
      ['status', `CA${'b'.repeat(32)}`],
    ] as const) {
      expect((await webhook(path, reportOf(sid, completed))).status, path).toBe(204);
    }
    expect(await staleReports()).toBe(stale + 4);
    expect(await readSessionFields(stack.redis, sessionId)).toEqual(before);
    await quietCheck(stack);
  });
});

describe('on the carrier’s media socket', { timeout: 30_000 }, () => {
  const startOf = (call: CarrierCall, token: string, callSid = call.sid) => ({
    event: 'start',
    sequenceNumber: '1',
    streamSid: `MZ${'1'.repeat(32)}`,
    start: {
      streamSid: `MZ${'1'.repeat(32)}`,
      accountSid: `AC${'0'.repeat(31)}1`,
      callSid,
      tracks: ['inbound'],
      customParameters: { token },
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    },
  });
  const media = (payload: string, timestamp = '20') => ({
    event: 'media',
    sequenceNumber: '2',
    streamSid: `MZ${'1'.repeat(32)}`,
    media: { track: 'inbound', chunk: '1', timestamp, payload },
  });
  const frame = Buffer.from(tone(20)).toString('base64');

  async function openSigned(): Promise<{
    socket: WebSocket;
    send: (message: object) => void;
    closed: Promise<{ code: number; reason: string }>;
  }> {
    const url = `${stack.signer.publicUrl?.to.replace(/^http/, 'ws')}/twilio/media`;
    const signature = signUpgrade(stack.signer, 'wss://ringback.test/twilio/media');
    const socket = new WebSocket(url, { headers: { 'x-twilio-signature': signature } });
    const closed = new Promise<{ code: number; reason: string }>((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('open', resolve));
    return { socket, send: (message) => socket.send(JSON.stringify(message)), closed };
  }

  /** A call at its gate, and the token that its stream would bring. */
  async function ready() {
    const { sessionId, call } = await waitAtGate();
    const answer = await webhook(`ready?session=${sessionId}`, formOf(call, { Digits: '1' }));
    const token = /name="token" value="([^"]+)"/.exec(answer.body)?.[1] ?? '';
    expect(token).not.toBe('');
    return { sessionId, call, token };
  }

  it('16: media before the start, an unknown token, and the token with another call’s id open nothing', async () => {
    const { sessionId, call, token } = await ready();
    const before = await readAtRest(stack, sessionId);
    const hasty = await openSigned();
    hasty.send(media(frame));
    expect(await hasty.closed).toEqual({ code: 1008, reason: 'media before start' });
    const unknown = await openSigned();
    unknown.send(startOf(call, 'no-such-token'));
    expect(await unknown.closed).toEqual({ code: 1008, reason: 'token not known' });
    const foreign = await openSigned();
    foreign.send(startOf(call, token, `CA${'a'.repeat(32)}`));
    expect(await foreign.closed).toEqual({ code: 1008, reason: 'another call' });
    expect(await readSessionFields(stack.redis, sessionId)).toEqual(before);
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('17: what is malformed is dropped and counted, and the stream goes on', async () => {
    const { sessionId, call, token } = await ready();
    const stream = await openSigned();
    stream.send(startOf(call, token));
    await eventually(async () => (await stack.store.read(sessionId))?.record.phase === 'active');
    const malformed = await readCounter(stack, 'stale_messages_total', { kind: 'media_malformed' });
    for (const bad of [media('____'), media(''), media(frame, 'NaN'), { event: 'media' }]) stream.send(bad);
    stream.socket.send('{"event":');
    stream.socket.send(Buffer.from(tone(20)));
    await eventually(
      async () =>
        (await readCounter(stack, 'stale_messages_total', { kind: 'media_malformed' })) === malformed + 6,
    );
    expect(stream.socket.readyState).toBe(WebSocket.OPEN);
    expect((await stack.store.read(sessionId))?.record.phase).toBe('active');
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it.each([
    ['more than 50 in a second are closed 1008', 1008],
    ['a message of a megabyte is closed 1009', 1009],
  ])('17: %s, and the call gets another chance', async (_name, code) => {
    const { sessionId, call, token } = await ready();
    const stream = await openSigned();
    stream.send(startOf(call, token));
    await eventually(async () => (await stack.store.read(sessionId))?.record.phase === 'active');
    if (code === 1009) stream.send(media('A'.repeat(1_048_576)));
    else for (let sent = 0; sent < 120; sent++) stream.send(media('____'));
    expect((await stream.closed).code).toBe(code);
    expect((await stack.store.read(sessionId))?.record.phase).toBe('active');
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });
});
