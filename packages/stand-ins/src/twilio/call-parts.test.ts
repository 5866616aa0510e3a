import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ApplicationForTests,
  accountSid,
  authToken,
  publicOrigin,
  startApplicationForTests,
} from '../../testing/telephone-application.ts';
import { startTwilioStandIn, type TwilioStandIn } from './twilio-stand-in.ts';

let application: ApplicationForTests;
let standIn: TwilioStandIn;
let client: ReturnType<typeof twilio>;

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
    answer: () => ({ type: 'answers', afterMs: 500 }),
    timeScale: 0.02,
  });
  client = twilio(accountSid, authToken);
  client.api.baseUrl = standIn.url;
});
afterEach(async () => {
  await standIn.close();
  await application.close();
});

async function callInProgress(url = `${publicOrigin}/voice`) {
  const { sid } = await client.calls.create({ to: '+15005550009', from: '+15005550006', url });
  const call = await standIn.nextCall((next) => next.sid === sid);
  await call.reached('in-progress');
  return call;
}

describe('recordings', () => {
  it('start in a call, pause, end with the call, and are reported both times', async () => {
    const call = await callInProgress();
    const started = await client.calls(call.sid).recordings.create({
      recordingChannels: 'dual',
      recordingStatusCallback: `${publicOrigin}/recorded`,
      recordingStatusCallbackEvent: ['in-progress', 'completed'],
    });
    expect(started).toMatchObject({ callSid: call.sid, status: 'in-progress', channels: 2, duration: null });
    expect(started.sid).toMatch(/^RE[0-9a-f]{32}$/);
    const one = client.calls(call.sid).recordings(started.sid);
    expect((await one.update({ status: 'paused' })).status).toBe('paused');
    expect((await one.update({ status: 'in-progress' })).status).toBe('in-progress');
    expect(await client.calls(call.sid).recordings.list()).toHaveLength(1);
    call.hangUp();
    await call.ended;
    expect(await one.fetch()).toMatchObject({ status: 'completed', duration: '1' });
    await expect(one.update({ status: 'paused' })).rejects.toMatchObject({ code: 21220 });
    const isTold = () => application.heard.filter(({ path }) => path === '/recorded');
    while (isTold().length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isTold().map(({ form }) => form.RecordingStatus)).toEqual(['in-progress', 'completed']);
    expect(isTold()[1]?.form).toMatchObject({ RecordingSid: started.sid, RecordingDuration: '1' });
  });

  it('exist only for calls in progress', async () => {
    const call = await callInProgress();
    call.hangUp();
    await call.ended;
    await expect(client.calls(call.sid).recordings.create()).rejects.toMatchObject({ code: 21220 });
    const unknown = client.calls(`CA${'0'.repeat(32)}`).recordings;
    await expect(unknown.create()).rejects.toMatchObject({ code: 20404 });
  });
});

describe('a stream', () => {
  it('is stopped by REST, and the next verb runs; a second time it is over', async () => {
    const call = await callInProgress();
    const media = await application.nextMedia();
    const { client: stream } = await call.streamOpened();
    const one = client.calls(call.sid).streams(stream.streamSid);
    expect((await one.update({ status: 'stopped' })).status).toBe('stopped');
    expect(await media.closeCode).toBe(1000);
    expect(media.messages.at(-1)?.event).toBe('stop');
    await call.ended;
    expect(application.heard.some(({ path }) => path === '/resume')).toBe(true);
    await expect(one.update({ status: 'stopped' })).rejects.toMatchObject({ code: 21220 });
    const unknown = client.calls(call.sid).streams(`MZ${'0'.repeat(32)}`);
    await expect(unknown.update({ status: 'stopped' })).rejects.toMatchObject({ code: 20404 });
  });

  it('in one direction is refused, because nothing would come of it', async () => {
    const call = await callInProgress();
    const asked = client.calls(call.sid).streams.create({ url: 'wss://elsewhere.test/media' });
    await expect(asked).rejects.toMatchObject({ code: 21200 });
  });

  it.each([
    ['next_verb', '/resume'],
    ['call_ends', '/voice'],
  ] as const)('that cannot be opened is 31902, then: %s', async (afterRefused, lastPath) => {
    Object.assign(standIn.faults.stream, { isUnreachable: true, afterRefused });
    const call = await callInProgress();
    expect(await call.ended).toBe('completed');
    expect(call.errors).toMatchObject([{ code: 31902 }]);
    expect(application.heard.at(-1)?.path).toBe(lastPath);
  });
});

describe('a guess about the carrier', () => {
  it.each(['canceled', 'no-answer', 'completed'] as const)(
    'a ringing call that is completed by REST is %s if a test wants that',
    async (status) => {
      standIn.faults.ringingCallCompleted = status;
      const created = await client.calls.create({
        ...{ to: '+15005550009', from: '+15005550006', url: `${publicOrigin}/voice` },
      });
      await client.calls(created.sid).update({ status: 'completed' });
      expect(await (await standIn.nextCall()).ended).toBe(status);
    },
  );

  it.each([
    ['since_key', '123'],
    ['since_prompt', '12'],
  ] as const)('the timeout of a gather counts %s', async (gatherTimeout, expected) => {
    standIn.faults.gatherTimeout = gatherTimeout;
    application.documents['/keys'] = '<Response><Gather action="/entered" timeout="10"/><Hangup/></Response>';
    application.documents['/entered'] = '<Response><Hangup/></Response>';
    const call = await callInProgress(`${publicOrigin}/keys`);
    while (call.gathers.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const digit of ['1', '2', '3']) {
      call.press(digit);
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    await call.ended;
    expect(application.heard.find(({ path }) => path === '/entered')?.form.Digits).toBe(expected);
  });
});
