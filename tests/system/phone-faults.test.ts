import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { sendSigned } from '@ringback/stand-ins/twilio/signed-request';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { startStopwatch } from '../support/event-loop-stall.ts';
import { eventually } from '../support/eventually.ts';
import { heardMs, whenHeard } from '../support/line-events.ts';
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
import { readCounter } from '../support/read-counter.ts';

let stack: PhoneStack;
beforeEach(async () => {
  stack = await startPhoneStack();
});
afterEach(async () => {
  await stack.close();
});

/** A call in the middle of its conversation. */
async function talkOnPhone() {
  const placed = await callPhone(stack);
  const { client } = await placed.call.streamOpened();
  await whenHeard(client, 100);
  return { ...placed, client };
}

/** A call is requested while the carrier is already in trouble. */
async function askForCall() {
  const candidate = await visit(stack.gatewayUrl);
  return candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
}

describe('the end of a call is noticed', { timeout: 40_000 }, () => {
  it.each<[string, number, (faults: PhoneStack['carrier']['faults']) => void]>([
    ['the callback comes before the stop', 1_000, (faults) => (faults.callbackBeforeStop = true)],
    ['there is no stop', 1_000, (faults) => (faults.stream.ending = 'no_stop')],
    ['the socket breaks', 1_000, (faults) => (faults.stream.ending = 'broken')],
    ['no callback ever comes', 1_000, (faults) => (faults.callbacks.delivery = 'never')],
    [
      'there is neither stop nor callback',
      8_000,
      (faults) => {
        faults.stream.ending = 'broken';
        faults.callbacks.delivery = 'never';
      },
    ],
  ])('when %s, within %i ms', async (_name, withinMs, trouble) => {
    const { sessionId, call } = await talkOnPhone();
    trouble(stack.carrier.faults);
    const watch = startStopwatch();
    call.hangUp();
    await eventually(async () => (await stack.store.read(sessionId))?.record.endReason !== null);
    expect(watch.ms()).toBeLessThan(withinMs);
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    const ends = (await readEvents(stack, sessionId)).filter(({ type }) => type === 'session.ended');
    expect(ends).toHaveLength(1);
    await quietCheck(stack);
  });
});

describe('a media stream that goes on strike', { timeout: 40_000 }, () => {
  it('with ten silent seconds is replaced, and the interview goes on', async () => {
    const { sessionId, call, client } = await talkOnPhone();
    client.withholdFrames(Number.POSITIVE_INFINITY);
    const second = await call.streamOpened(1);
    expect((await client.closed).code).toBe(1008);
    await eventually(async () => {
      const record = (await stack.store.read(sessionId))?.record;
      return record?.phase === 'active' && record.streamSid === second.client.streamSid;
    });
    expect(second.client.isOpen).toBe(true);
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    expect(stack.carrier.calls).toHaveLength(1);
    await quietCheck(stack);
  });

  it('whose network breaks comes back by itself', async () => {
    const { sessionId, call, client } = await talkOnPhone();
    client.breakNetwork();
    const second = await call.streamOpened(1);
    await eventually(
      async () => (await stack.store.read(sessionId))?.record.streamSid === second.client.streamSid,
    );
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('is fetched back by REST when the carrier does nothing about it', async () => {
    stack.carrier.faults.stream.afterBroken = 'nothing';
    const { sessionId, call, client } = await talkOnPhone();
    const brokenAt = Date.now();
    client.breakNetwork();
    const second = await call.streamOpened(1);
    expect(Date.now() - brokenAt).toBeGreaterThan(1_500);
    expect(Date.now() - brokenAt).toBeLessThan(8_000);
    await eventually(
      async () => (await stack.store.read(sessionId))?.record.streamSid === second.client.streamSid,
    );
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    await quietCheck(stack);
  });

  it('is fetched back once for each loss, however long the carrier takes and whichever instance notices', async () => {
    stack.carrier.faults.stream.afterBroken = 'nothing';
    const { sessionId, call, client } = await talkOnPhone();
    // The reaper sees the loss too, a second after the call's own instance has asked the carrier.
    stack.carrier.faults.voiceWebhook.askedAfterMs = 2_500;
    let line = client;
    for (const loss of [1, 2]) {
      line.breakNetwork();
      line = (await call.streamOpened(loss)).client;
      await eventually(async () => (await stack.store.read(sessionId))?.record.streamSid === line.streamSid);
      const asked = stack.logs.story(sessionId).filter((msg) => msg === 'call without audio fetched back');
      expect(asked).toHaveLength(loss);
      // Long enough for the reaper to see that it is back.
      await line.say(tone(1_200));
    }
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    await quietCheck(stack);
  });
});

describe('a request to place a call', { timeout: 60_000 }, () => {
  it.each<[string, NonNullable<PhoneStack['carrier']['faults']['rest']['create']>]>([
    ['answered with 500, and carried out', { type: 'fails', status: 500, isDone: true }],
    ['never answered, and carried out', { type: 'never_answers', isDone: true }],
  ])('that is %s is adopted: one call, one interview', async (_name, fault) => {
    stack.carrier.faults.rest.create = fault;
    const { sessionId } = await askForCall();
    const call = await stack.carrier.nextCall();
    const { client } = await call.streamOpened();
    await whenHeard(client, 100);
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    expect(stack.carrier.calls).toHaveLength(1);
    expectFaultless(call);
    await quietCheck(stack, 15_000);
  });

  it('whose outcome no report tells ends after 20 s, and is not repeated', async () => {
    stack.carrier.faults.rest.create = { type: 'fails', status: 500, isDone: false };
    const { sessionId } = await askForCall();
    const askedAt = Date.now();
    expect((await whenClosed(stack, sessionId, 30_000)).endReason).toBe('unknown_dial');
    expect(Date.now() - askedAt).toBeLessThan(24_000);
    expect(stack.carrier.calls).toEqual([]);
    await quietCheck(stack);
  });

  it('that is refused as one too many ends the session at once', async () => {
    stack.carrier.faults.rest.create = { type: 'refuses', code: 20429 };
    const { sessionId } = await askForCall();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('carrier_failed');
    expect(stack.carrier.calls).toEqual([]);
    await quietCheck(stack);
  });

  it('may be answered after the audio has begun', async () => {
    stack.carrier.faults.createAnsweredAfterStream = true;
    const { sessionId } = await askForCall();
    const call = await stack.carrier.nextCall();
    await whenHeard((await call.streamOpened()).client, 100);
    call.hangUp();
    await whenClosed(stack, sessionId);
    const placed = (await readEvents(stack, sessionId)).filter(({ type }) => type === 'call.placed');
    expect(placed).toHaveLength(1);
    expectFaultless(call);
    await quietCheck(stack);
  });
});

describe('a request to hang up', { timeout: 40_000 }, () => {
  it.each(['not_found', 'not_in_progress', 'accepted'] as const)(
    'counts a call that is already over as success: %s',
    async (answer) => {
      stack.carrier.faults.endedCallUpdate = answer;
      const { sessionId, call } = await talkOnPhone();
      call.hangUp();
      await whenClosed(stack, sessionId);
      await quietCheck(stack);
      expect(stack.logs.errors()).toEqual([]);
    },
  );

  it('that fails is repeated until the call is down', async () => {
    const { sessionId, candidate, call } = await talkOnPhone();
    // What follows the stream in the TwiML would end the call too, so it is not requested in time.
    stack.carrier.faults.voiceWebhook.askedAfterMs = 60_000;
    stack.carrier.faults.rest.update = { type: 'fails', status: 500, isDone: false };
    await candidate.fetch(`/api/sessions/${sessionId}/reset`, { body: { operationId: 'reset-in-trouble' } });
    await eventually(() => stack.logs.lines.some(({ msg }) => msg === 'hanging up failed, trying again'));
    expect(call.status).toBe('in-progress');
    stack.carrier.faults.rest.update = null;
    expect(await call.ended).toBe('completed');
    expect((await whenClosed(stack, sessionId)).endReason).toBe('reset');
    await quietCheck(stack);
  });
});

describe('callbacks', { timeout: 40_000 }, () => {
  it('in the wrong order lead to the same result', async () => {
    stack.carrier.faults.callbacks.delivery = 'reversed';
    const { sessionId, call } = await talkOnPhone();
    expect((await stack.store.read(sessionId))?.record.phase).toBe('active');
    call.hangUp();
    await whenClosed(stack, sessionId);
    expectFaultless(call);
    await quietCheck(stack);
  });

  it('that arrive at the same time end the session once', async () => {
    const { sessionId, call } = await talkOnPhone();
    const report = await eventually(() => {
      const last = call.callbacks.at(-1)?.requests[0];
      if (last === undefined) throw new Error('the carrier’s last report is not answered yet');
      return last;
    });
    const params = { ...report.params, CallStatus: 'completed', SequenceNumber: '9', CallDuration: '5' };
    const send = () =>
      sendSigned(stack.signer, {
        ...{ url: report.url, method: 'POST', params, signal: AbortSignal.timeout(5_000) },
      });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    const ends = (await readEvents(stack, sessionId)).filter(({ type }) => type === 'session.ended');
    expect(ends).toHaveLength(1);
    expect(await call.ended).toBe('completed');
    await quietCheck(stack);
  });

  it('of an earlier session, late and repeated, change nothing in the next one', async () => {
    const first = await talkOnPhone();
    first.call.hangUp();
    // The stream's end closes the session. The carrier's last report may come after it.
    await first.call.ended;
    await whenClosed(stack, first.sessionId);
    const reports = first.call.callbacks.flatMap(({ requests }) => requests);
    expect(reports.length).toBeGreaterThanOrEqual(4);

    const second = await callPhone(stack);
    const { client } = await second.call.streamOpened();
    await whenHeard(client, 100);
    const stale = await readCounter(stack, 'stale_messages_total', { kind: 'status_callback' });
    for (const { url, params } of reports) {
      for (let time = 0; time < 2; time++) {
        const signal = AbortSignal.timeout(5_000);
        const answer = await sendSigned(stack.signer, { url, method: 'POST', params, signal });
        expect(answer.status).toBe(204);
      }
    }
    expect(await readCounter(stack, 'stale_messages_total', { kind: 'status_callback' })).toBe(
      stale + reports.length * 2,
    );
    expect((await stack.store.read(second.sessionId))?.record.phase).toBe('active');
    expect(second.call.status).toBe('in-progress');
    second.call.hangUp();
    await whenClosed(stack, second.sessionId);
    await quietCheck(stack);
  });
});

describe('a second media socket for a call', () => {
  it('that is opened while the first one speaks does not affect it', async () => {
    const { sessionId, call, client } = await talkOnPhone();
    const before = heardMs(client);
    const ready = call.webhooks.at(-1);
    const signal = AbortSignal.timeout(5_000);
    const request = { url: ready?.url ?? '', method: 'POST', params: ready?.params ?? {}, signal } as const;
    // A replayed webhook gets the same answer, however late it comes.
    expect((await sendSigned(stack.signer, request)).body).toContain('<Stream');
    expect(client.isOpen).toBe(true);
    expect(heardMs(client)).toBeGreaterThanOrEqual(before);
    expect((await stack.store.read(sessionId))?.record.phase).toBe('active');
    call.hangUp();
    await whenClosed(stack, sessionId);
    expect(stack.carrier.calls).toHaveLength(1);
    await quietCheck(stack);
  });
});
