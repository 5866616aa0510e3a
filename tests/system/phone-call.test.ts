import type { SessionId } from '@ringback/shared/contract/ids';
import {
  answersAndPresses1,
  type CandidateBehaviour,
} from '@ringback/stand-ins/candidate/candidate-behaviour';
import { openMediaStream } from '@ringback/stand-ins/candidate/media-stream-client';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import type { CarrierCall } from '@ringback/stand-ins/twilio/carrier-call';
import { sendSigned, signUpgrade } from '@ringback/stand-ins/twilio/signed-request';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { startStopwatch } from '../support/event-loop-stall.ts';
import { eventually } from '../support/eventually.ts';
import { heardMs } from '../support/line-events.ts';
import { readAtRest } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, type StackOptions, startStack } from '../support/stack.ts';
import { readSessionFields } from '../support/stored.ts';
import type { Viewer } from '../support/viewer-client.ts';

const phoneNumber = '+14155550100';
const nobodyPressed = 'Nobody pressed 1, so this call ends here. Goodbye.';
const wrongKeys = 'Neither 1 nor 2 was pressed, so this call ends here. Goodbye.';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

interface PhoneCall {
  candidate: CandidateClient;
  sessionId: SessionId;
  viewer: Viewer;
  carrier: NonNullable<Stack['carrier']>;
  call: CarrierCall;
}

async function startCarrierStack(
  answer: CandidateBehaviour = answersAndPresses1(),
  options: StackOptions = {},
): Promise<NonNullable<Stack['carrier']>> {
  stack = await startStack({ answer: () => answer, ...options });
  if (stack.carrier === null) throw new Error('no carrier');
  return stack.carrier;
}

async function callPhone(carrier: NonNullable<Stack['carrier']>): Promise<PhoneCall> {
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start({ call: { via: 'phone', phoneNumber } });
  expect(started.media).toBeUndefined();
  const viewer = await candidate.watch(started, { revision: 1 });
  const call = await carrier.nextCall();
  return { candidate, sessionId: started.sessionId, viewer, carrier, call };
}

/** The whole log, because a viewer may have come when part of it had happened. */
const readEvents = async (sessionId: SessionId) =>
  (await stack.store.readLog(sessionId, 0)).map(({ event }) => event);

const completed = ({ events }: Viewer) => events.filter(({ type }) => type === 'transcript.completed').length;

/** Expects that the carrier found nothing wrong with us: TwiML, messages, answers. */
function expectFaultless(call: CarrierCall): void {
  expect(call.errors).toEqual([]);
  for (const { client } of call.streams) expect(client?.violationCount).toBe(0);
  expect(call.webhooks.map(({ status }) => status)).toEqual(call.webhooks.map(() => 200));
  const answers = call.callbacks.flatMap(({ requests }) => requests.map(({ status }) => status));
  expect(answers).toEqual(answers.map(() => 204));
}

describe('a call to the phone', { timeout: 30_000 }, () => {
  it('rings, is gated by the key 1, carries the conversation and ends when the candidate hangs up', async () => {
    const script = {
      answers: [{ text: 'Welcome to the interview.' }, { text: 'And what came of it?' }],
      heard: ['I built a team of five people'],
      msPerWord: 80,
    };
    const { candidate, sessionId, viewer, call } = await callPhone(
      await startCarrierStack(answersAndPresses1({}, { afterMs: 8_000 }), { script }),
    );
    const { client } = await call.streamOpened();
    await eventually(() => completed(viewer) === 1);
    await client.say(tone(900));
    await eventually(() => completed(viewer) === 3, 10_000);
    const watch = startStopwatch();
    call.hangUp();
    await viewer.waitForStatus('ended');
    expect(watch.ms()).toBeLessThan(1_000);
    await viewer.waitFor('session.closed');
    expect((await viewer.closed).code).toBe(1000);

    expect(viewer.statuses).toEqual(['ringing', 'connected', 'ended']);
    const events = await readEvents(sessionId);
    const steps = ['call.ringing', 'call.answered', 'call.ready', 'media.started', 'session.ended'] as const;
    const places = steps.map((step) => events.findIndex(({ type }) => type === step));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(events.find(({ type }) => type === 'session.ended')).toMatchObject({
      reason: 'hung_up_by_candidate',
    });
    const { view } = await (await candidate.fetch(`/api/sessions/${sessionId}`)).json();
    expect(view.transcript.map(({ text }: { text: string }) => text)).toEqual([
      'Welcome to the interview.',
      'I built a team of five people',
      'And what came of it?',
    ]);

    expect(call.order.to).toBe(phoneNumber);
    expect(await call.ended).toBe('completed');
    expect(call.callbacks.map(({ event }) => event)).toEqual([
      'initiated',
      'ringing',
      'answered',
      'completed',
    ]);
    const gate = call.prompts.map(({ text }) => text).join(' ');
    expect(gate).toContain('A practice interview was asked for on this phone.');
    // The person who answers hears nothing that was typed on a page.
    expect(gate).not.toMatch(/Product Manager|Acme/);
    expectFaultless(call);
    expect(JSON.stringify(stack.logs.lines)).not.toContain(phoneNumber.slice(2));
    await quietCheck(stack);
  });

  it('is completed by REST after the interviewer’s goodbye, which is played to its end', async () => {
    const script = {
      answers: [
        {
          text: 'Thank you very much for your time and goodbye.',
          toolCalls: [{ name: 'end_interview', arguments: { reason: 'completed' } }],
        },
      ],
      heard: [],
      msPerWord: 150,
    };
    const { viewer, call, carrier } = await callPhone(
      await startCarrierStack(answersAndPresses1(), { script }),
    );
    const { client } = await call.streamOpened();
    // What follows the stream in the TwiML would end the call too, so it is not requested in time.
    carrier.faults.voiceWebhook.askedAfterMs = 60_000;
    expect((await viewer.waitFor('session.ended', 15_000)).reason).toBe('completed');
    expect(heardMs(client)).toBeGreaterThan(1_300);
    expect(await call.ended).toBe('completed');
    await quietCheck(stack);
    expectFaultless(call);
    const hangUps = stack.logs.lines.filter(({ msg }) => msg === 'carrier call completed');
    expect(hangUps.map(({ outcome }) => outcome)).toEqual(['completed']);
  });
});

describe('a call that does not become an interview', { timeout: 30_000 }, () => {
  it.each<[string, CandidateBehaviour, string, string?]>([
    ['busy', { type: 'busy', afterMs: 1_000 }, 'busy'],
    ['declined on the phone', { type: 'declines', afterMs: 1_000 }, 'declined'],
    ['not answered', { type: 'no_answer' }, 'no_answer'],
    ['to a number that does not exist', { type: 'unreachable' }, 'carrier_failed'],
    ['answered, but 1 is not pressed', { type: 'answers', afterMs: 500 }, 'not_ready', nobodyPressed],
    [
      'answered with another key',
      { type: 'answers', afterMs: 500, keys: [{ digits: '5', afterMs: 500 }] },
      'not_ready',
      wrongKeys,
    ],
    ['hung up at the gate', { type: 'answers', afterMs: 500, hangsUpAfterMs: 300 }, 'hung_up_by_candidate'],
  ])('%s ends as such, and no interview takes place', async (_name, behaviour, reason, lastWords) => {
    const { sessionId, call } = await callPhone(await startCarrierStack(behaviour));
    await call.ended;
    const record = await eventually(async () => {
      const read = await stack.store.read(sessionId);
      if (read?.record.phase !== 'closed') throw new Error(`the session is still ${read?.record.phase}`);
      return read.record;
    });
    expect(record.endReason).toBe(reason);
    expect(call.streams).toEqual([]);
    // The interviewer was prepared while the phone rang, and said nothing.
    const asked = stack.model.sessions.flatMap(({ received }) => received.map(({ type }) => type));
    expect(asked).not.toContain('response.create');
    const last = call.prompts.at(-1);
    if (lastWords !== undefined) expect(last).toMatchObject({ text: lastWords, isWhole: true });
    expectFaultless(call);
    await quietCheck(stack);
  });
});

describe('a stranger who is not the carrier', { timeout: 30_000 }, () => {
  it('is refused: no webhook without the right signature is obeyed, and no media socket is opened', async () => {
    const { sessionId, viewer, call, carrier } = await callPhone(
      // At the carrier's own pace, because the phone must ring until everything was tried.
      await startCarrierStack({ type: 'no_answer' }, { carrierTimeScale: 1 }),
    );
    await eventually(async () => {
      const record = (await stack.store.read(sessionId))?.record;
      return record?.phase === 'ringing' && record.callSid === call.sid;
    });
    const before = await readAtRest(stack, sessionId);

    const { signer } = stack;
    const form = {
      CallSid: call.sid,
      CallStatus: 'completed',
      From: call.order.from,
      To: phoneNumber,
      Direction: 'outbound-api',
      SequenceNumber: '9',
      Digits: '1',
    };
    const local = signer.publicUrl?.to ?? '';
    for (const path of ['voice', 'ready', 'resume', 'status', 'fallback']) {
      const url = `https://ringback.test/twilio/${path}?session=${sessionId}`;
      const request = { url, method: 'POST', params: form, signal: AbortSignal.timeout(5_000) } as const;
      const forged = await sendSigned({ ...signer, authToken: 'f'.repeat(32) }, request);
      expect(forged.status, path).toBe(403);
      // Signed, but for the address that a stranger would like us to believe in.
      const elsewhere = { from: 'https://elsewhere.test', to: local };
      const moved = { ...request, url: url.replace('ringback.test', 'elsewhere.test') };
      expect((await sendSigned({ ...signer, publicUrl: elsewhere }, moved)).status, path).toBe(403);
      const unsigned = await fetch(`${local}/twilio/${path}?session=${sessionId}`, {
        method: 'POST',
        headers: { 'x-forwarded-host': 'ringback.test', 'x-forwarded-proto': 'https' },
        body: new URLSearchParams(form),
      });
      expect(unsigned.status, path).toBe(403);
    }
    const media = `${local.replace(/^http/, 'ws')}/twilio/media`;
    const wrong = { 'x-twilio-signature': signUpgrade(signer, 'wss://elsewhere.test/twilio/media') };
    await expect(openMediaStream({ url: media })).rejects.toMatchObject({ status: 403 });
    await expect(openMediaStream({ url: media, headers: wrong })).rejects.toMatchObject({ status: 403 });
    const asBrowser = { origin: 'http://localhost:3000' };
    await expect(openMediaStream({ url: media, headers: asBrowser })).rejects.toMatchObject({ status: 403 });

    expect(call.status).toBe('ringing');
    expect(await readSessionFields(stack.redis, sessionId)).toEqual(before);
    expect(carrier.calls).toHaveLength(1);
    // The very same report with the carrier's signature does end the session.
    const url = `https://ringback.test/twilio/status?session=${sessionId}`;
    const signed = { url, method: 'POST', params: form, signal: AbortSignal.timeout(5_000) } as const;
    expect((await sendSigned(signer, signed)).status).toBe(204);
    await viewer.waitFor('session.ended');
    await quietCheck(stack);
  });
});

const withoutToken = (twiml: string) => twiml.replace(/(name="token" value=")[^"]+/, '$1');
const tokenOf = (twiml: string) => /name="token" value="([^"]+)"/.exec(twiml)?.[1] ?? '';

describe('webhooks and callbacks that come twice', { timeout: 30_000 }, () => {
  it('get the same answer, and there is one call, one stream and one of each fact', async () => {
    // It rings long enough for both reports of it to arrive before it is answered.
    const carrier = await startCarrierStack(answersAndPresses1({}, { afterMs: 8_000 }));
    carrier.faults.voiceWebhook.isRepeated = true;
    carrier.faults.callbacks.delivery = 'twice';
    const { viewer, sessionId, call } = await callPhone(carrier);
    const { client } = await call.streamOpened();
    await viewer.waitFor('transcript.completed');

    const [voice, voiceAgain, ready, readyAgain, ...more] = call.webhooks.map(({ body }) => body);
    expect(more).toEqual([]);
    expect(voiceAgain).toBe(voice);
    expect(withoutToken(readyAgain ?? '')).toBe(withoutToken(ready ?? ''));
    expect(withoutToken(ready ?? '')).toContain('<Stream');

    // The token of the lost answer opens no second stream.
    const second = await openMediaStream({
      url: `${stack.signer.publicUrl?.to.replace(/^http/, 'ws')}/twilio/media`,
      headers: { 'x-twilio-signature': signUpgrade(stack.signer, 'wss://ringback.test/twilio/media') },
      callSid: call.sid,
      customParameters: { token: tokenOf(ready ?? '') },
    });
    expect((await second.closed).code).toBe(1008);
    expect(client.isOpen).toBe(true);
    await client.say(tone(400));
    await eventually(() => completed(viewer) === 3, 10_000);

    call.hangUp();
    await viewer.waitFor('session.closed');
    const events = await readEvents(sessionId);
    expect(carrier.calls).toHaveLength(1);
    expect(call.streams).toHaveLength(1);
    for (const once of [
      'call.placed',
      'call.ringing',
      'call.answered',
      'call.ready',
      'media.started',
    ] as const) {
      expect(
        events.filter(({ type }) => type === once),
        once,
      ).toHaveLength(1);
    }
    expectFaultless(call);

    await call.ended;
    const before = await readAtRest(stack, sessionId);
    const stale = await readCounter(stack, 'stale_messages_total', { kind: 'status_callback' });
    const ringing = call.callbacks.find(({ event }) => event === 'ringing')?.requests[0];
    const { url = '', params = {} } = ringing ?? {};
    const late = { url, method: 'POST', params, signal: AbortSignal.timeout(5_000) } as const;
    expect((await sendSigned(stack.signer, late)).status).toBe(204);
    expect(await readCounter(stack, 'stale_messages_total', { kind: 'status_callback' })).toBe(stale + 1);
    expect(await readSessionFields(stack.redis, sessionId)).toEqual(before);
    await quietCheck(stack);
  });
});
