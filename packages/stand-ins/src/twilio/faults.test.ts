import { once } from 'node:events';
import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ApplicationForTests,
  accountSid,
  authToken,
  publicOrigin,
  startApplicationForTests,
} from '../../testing/telephone-application.ts';
import { answersAndPresses1 } from '../candidate/candidate-behaviour.ts';
import { startTwilioStandIn, type TwilioStandIn } from './twilio-stand-in.ts';

let application: ApplicationForTests;
let standIn: TwilioStandIn;

beforeEach(async () => {
  application = await startApplicationForTests();
  application.documents['/voice'] =
    `<Response><Connect><Stream url="${publicOrigin.replace('https', 'wss')}/media"/></Connect>` +
    '<Redirect>/resume</Redirect></Response>';
  application.documents['/resume'] = '<Response><Hangup/></Response>';
  standIn = await startTwilioStandIn({
    accountSid,
    authToken,
    publicUrl: { from: publicOrigin, to: application.origin },
    answer: () => answersAndPresses1(),
    timeScale: 0.02,
  });
});
afterEach(async () => {
  await standIn.close();
  await application.close();
});

async function create() {
  const client = twilio(accountSid, authToken);
  client.api.baseUrl = standIn.url;
  return client.calls.create({
    to: '+15005550009',
    from: '+15005550006',
    url: `${publicOrigin}/voice`,
    statusCallback: `${publicOrigin}/status`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  });
}

/** A call whose stream is open at both ends. */
async function onTheStream() {
  await create();
  const call = await standIn.nextCall();
  const media = await application.nextMedia();
  await media.until(({ event }) => event === 'start');
  await call.streamOpened();
  return { call, media };
}

const numbers = () =>
  application.heard.filter(({ path }) => path === '/status').map(({ form }) => form.SequenceNumber);

describe('faults of the carrier', () => {
  it('ends a stream without a stop', async () => {
    standIn.faults.stream.ending = 'no_stop';
    const { call, media } = await onTheStream();
    call.hangUp();
    expect(await media.closeCode).toBe(1000);
    expect(media.messages.some(({ event }) => event === 'stop')).toBe(false);
    expect(await call.ended).toBe('completed');
  });

  it('ends a stream by breaking the connection', async () => {
    standIn.faults.stream.ending = 'broken';
    const { call, media } = await onTheStream();
    call.hangUp();
    expect(await media.closeCode).toBe(1006);
    await call.ended;
    expect(call.errors).toEqual([]);
  });

  it.each([
    ['next_verb', '/resume'],
    ['call_ends', '/media'],
  ] as const)('after a broken socket: %s', async (afterBroken, lastPath) => {
    standIn.faults.stream.afterBroken = afterBroken;
    const { call, media } = await onTheStream();
    media.socket.terminate();
    expect(await call.ended).toBe('completed');
    expect(call.errors).toMatchObject([{ code: 31903 }]);
    const paths = application.heard.map(({ path }) => path).filter((path) => path !== '/status');
    expect(paths.at(-1)).toBe(lastPath);
  });

  it('does nothing after a broken socket until REST tells it to', async () => {
    standIn.faults.stream.afterBroken = 'nothing';
    const { call, media } = await onTheStream();
    const noted = once(call.events, 'noted');
    media.socket.terminate();
    await noted;
    expect(call.status).toBe('in-progress');
    const client = twilio(accountSid, authToken);
    client.api.baseUrl = standIn.url;
    await client.calls(call.sid).update({ url: `${publicOrigin}/resume` });
    expect(await call.ended).toBe('completed');
    expect(application.heard.some(({ path }) => path === '/resume')).toBe(true);
  });

  it('reports the end before the stream gets its stop', async () => {
    standIn.faults.callbackBeforeStop = true;
    const { call, media } = await onTheStream();
    const stopped = media.until(({ event }) => event === 'stop').then(() => numbers().at(-1));
    call.hangUp();
    expect(await stopped).toBe('3');
    expect(await media.closeCode).toBe(1000);
  });

  it('reports the end after the stop by default', async () => {
    const { call, media } = await onTheStream();
    const stopped = media.until(({ event }) => event === 'stop').then(() => numbers().at(-1));
    call.hangUp();
    expect(await stopped).toBe('2');
    await call.ended;
    expect(numbers().at(-1)).toBe('3');
  });

  it.each([
    ['twice', ['0', '0', '1', '1', '2', '2', '3', '3']],
    ['reversed', ['1', '0', '3', '2']],
    ['never', []],
  ] as const)('delivers callbacks %s', async (delivery, expected) => {
    standIn.faults.callbacks.delivery = delivery;
    const { call } = await onTheStream();
    call.hangUp();
    await call.ended;
    expect(numbers()).toEqual(expected);
  });

  it('delivers only some callbacks late', async () => {
    standIn.faults.callbacks.delayMs = 300;
    standIn.faults.callbacks.only = ['answered'];
    const { call } = await onTheStream();
    const late = new Promise<void>((resolve) => {
      call.events.on('callback', ({ event }) => event === 'answered' && resolve());
    });
    call.hangUp();
    await call.ended;
    expect(numbers()).toEqual(['0', '1', '3']);
    await late;
    expect(numbers()).toEqual(['0', '1', '3', '2']);
  });

  it('asks for TwiML twice with the same idempotency token', async () => {
    standIn.faults.voiceWebhook.isRepeated = true;
    await onTheStream();
    const asked = application.heard.filter(({ path }) => path === '/voice');
    expect(asked).toHaveLength(2);
    expect(asked[0]?.idempotencyToken).toBeTruthy();
    expect(asked[0]?.idempotencyToken).toBe(asked[1]?.idempotencyToken);
  });

  it.each(['askedAfterMs', 'answeredAfterMs'] as const)('acts late on TwiML: %s', async (when) => {
    standIn.faults.voiceWebhook[when] = 200;
    const { call } = await onTheStream();
    const opened = call.streams[0]?.openedAt ?? 0;
    expect(opened - (call.answeredAt ?? 0)).toBeGreaterThan(190);
  });

  it('opens the stream before the create request is answered', async () => {
    standIn.faults.createAnsweredAfterStream = true;
    let isAnswered = false;
    const created = create().then((call) => {
      isAnswered = true;
      return call;
    });
    const media = await application.nextMedia();
    expect(isAnswered).toBe(false);
    const { start } = await media.until(({ event }) => event === 'start');
    expect(start).toMatchObject({ callSid: (await created).sid });
  });

  it('leaves frames out while the timestamps go on', async () => {
    const { call, media } = await onTheStream();
    const { client } = await call.streamOpened();
    await media.until(({ event }) => event === 'media');
    client.withholdFrames(200);
    await media.until(({ event, media: part }) => {
      return event === 'media' && Number((part as { timestamp: string }).timestamp) >= 200;
    });
    const times = media.messages
      .filter(({ event }) => event === 'media')
      .map(({ media: part }) => Number((part as { timestamp: string }).timestamp));
    expect(Math.max(...times.slice(1).map((time, i) => time - (times[i] ?? 0)))).toBe(200);
  });
});
