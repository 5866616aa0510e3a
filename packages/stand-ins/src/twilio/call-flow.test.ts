import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ApplicationForTests,
  accountSid,
  authToken,
  publicOrigin,
  startApplicationForTests,
} from '../../testing/telephone-application.ts';
import { answersAndPresses1, type CandidateBehaviour } from '../candidate/candidate-behaviour.ts';
import { startTwilioStandIn, type TwilioStandIn } from './twilio-stand-in.ts';

const wss = publicOrigin.replace('https', 'wss');
const gate =
  '<Response><Gather action="/ready" numDigits="1" timeout="5"><Say>Press 1 when you are ready.</Say></Gather>' +
  '<Redirect>/not-ready</Redirect></Response>';
const connect =
  `<Response><Connect><Stream url="${wss}/media?lost=1"><Parameter name="token" value="t-1"/></Stream></Connect>` +
  '<Redirect>/resume</Redirect></Response>';
const hangup = '<Response><Hangup/></Response>';
const clip = new Uint8Array(800).fill(0x10);

let application: ApplicationForTests;
let standIn: TwilioStandIn;
let behaviour: CandidateBehaviour;

beforeEach(async () => {
  application = await startApplicationForTests();
  Object.assign(application.documents, {
    '/voice': gate,
    '/ready': connect,
    '/not-ready': hangup,
    '/resume': hangup,
  });
  standIn = await startTwilioStandIn({
    accountSid,
    authToken,
    publicUrl: { from: publicOrigin, to: application.origin },
    answer: () => behaviour,
    timeScale: 0.02,
  });
});
afterEach(async () => {
  await standIn.close();
  await application.close();
});

async function dial(options: Record<string, unknown> = {}) {
  const client = twilio(accountSid, authToken);
  client.api.baseUrl = standIn.url;
  const { sid } = await client.calls.create({
    to: '+15005550009',
    from: '+15005550006',
    url: `${publicOrigin}/voice?session=s1`,
    statusCallback: `${publicOrigin}/status?session=s1`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    ...options,
  });
  const call = await standIn.nextCall((made) => made.sid === sid);
  return { call, client };
}

const statusForms = () =>
  application.heard.filter(({ path }) => path.startsWith('/status')).map(({ form }) => form);
const paths = () => application.heard.map(({ path }) => path).filter((path) => !path.startsWith('/status'));

describe('a whole call', () => {
  it('goes from the gate through the stream to the end, with every request signed', async () => {
    behaviour = answersAndPresses1({
      speaker: { clips: [clip], hangoverMs: 100, minSpeechMs: 40, hangUpAfterTurns: 1 },
    });
    const { call } = await dial();
    const media = await application.nextMedia();
    const start = await media.until(({ event }) => event === 'start');
    expect(start).toMatchObject({
      sequenceNumber: '1',
      start: { callSid: call.sid, accountSid, customParameters: { token: 't-1' } },
    });
    expect(media.path).toBe('/media');

    media.tell({ event: 'media', media: { payload: Buffer.alloc(1600, 0).toString('base64') } });
    media.tell({ event: 'mark', mark: { name: 'question' } });
    await media.until(({ event }) => event === 'mark');
    expect(await media.closeCode).toBe(1000);
    expect(await call.ended).toBe('completed');

    expect(media.messages.at(-1)).toMatchObject({ event: 'stop', stop: { callSid: call.sid } });
    const said = media.messages.filter(
      ({ event, media: part }) =>
        event === 'media' && (part as { payload: string }).payload.startsWith('EBAQ'),
    );
    expect(said).toHaveLength(5);
    expect(call.streams[0]?.client?.heard.totalBytes).toBe(1600);
    expect(call.streams[0]?.client?.violationCount).toBe(0);
    expect(call.streams[0]?.speaker?.turns).toHaveLength(1);
    expect(call.errors).toEqual([]);
    expect(call.gathers).toMatchObject([{ digits: '1' }]);

    expect(paths()).toEqual(['/voice?session=s1', '/ready', '/media']);
    expect(application.heard.every(({ isSigned }) => isSigned)).toBe(true);
    expect(application.heard.find(({ path }) => path === '/ready')?.form).toMatchObject({
      CallSid: call.sid,
      Digits: '1',
      CallStatus: 'in-progress',
      Direction: 'outbound-api',
    });
    expect(statusForms().map(({ CallStatus, SequenceNumber }) => [CallStatus, SequenceNumber])).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ]);
    expect(statusForms().map((form) => 'CallDuration' in form)).toEqual([false, false, false, true]);
    expect(statusForms().at(-1)).toMatchObject({ CallDuration: '1', Duration: '1', SipResponseCode: '200' });
  });

  it.each<[CandidateBehaviour, string, string]>([
    [{ type: 'busy', afterMs: 10 }, 'busy', '486'],
    [{ type: 'declines', afterMs: 10 }, 'busy', '603'],
    [{ type: 'no_answer' }, 'no-answer', '487'],
    [{ type: 'unreachable' }, 'failed', '404'],
  ])('reports a callee that is %o', async (chosen, status, sip) => {
    behaviour = chosen;
    const { call } = await dial({ timeout: 2, statusCallbackEvent: ['completed'] });
    expect(await call.ended).toBe(status);
    expect(statusForms()).toMatchObject([
      { CallStatus: status, SequenceNumber: '0', SipResponseCode: sip, CallDuration: '0' },
    ]);
    expect(call.webhooks).toEqual([]);
  });

  it('goes on to the verb after the gather when nothing is pressed, as with a machine', async () => {
    behaviour = { type: 'machine', afterMs: 10 };
    const { call } = await dial();
    expect(await call.ended).toBe('completed');
    expect(paths()).toEqual(['/voice?session=s1', '/not-ready']);
    expect(call.prompts).toMatchObject([{ text: 'Press 1 when you are ready.', isWhole: true }]);
    expect(call.gathers).toMatchObject([{ digits: '' }]);
  });

  it('keeps leading zeros, ends at the finish key, and cuts the prompt at the first key', async () => {
    application.documents['/voice'] =
      '<Response><Gather action="/code"><Say>A long prompt that nobody hears to its end.</Say></Gather></Response>';
    application.documents['/code'] = hangup;
    behaviour = { type: 'answers', afterMs: 10, keys: [{ digits: '0042#', afterMs: 100 }] };
    const { call } = await dial();
    await call.ended;
    expect(call.webhooks.map(({ params }) => params.Digits)).toEqual([undefined, '0042']);
    expect(call.prompts).toMatchObject([{ isWhole: false }]);
  });

  it('lets the callee hang up at the gate', async () => {
    behaviour = { type: 'answers', afterMs: 10, hangsUpAfterMs: 30 };
    const { call } = await dial();
    expect(await call.ended).toBe('completed');
    expect(paths()).toEqual(['/voice?session=s1']);
  });

  it('ends at the time limit', async () => {
    behaviour = answersAndPresses1();
    const { call } = await dial({ timeLimit: 1 });
    const media = await application.nextMedia();
    expect(await media.closeCode).toBe(1000);
    expect(await call.ended).toBe('completed');
  });

  it('reports who answered, with asynchronous detection', async () => {
    application.documents['/voice'] = '<Response><Pause length="9"/></Response>';
    behaviour = { type: 'machine', afterMs: 10 };
    const { call } = await dial({
      machineDetection: 'Enable',
      asyncAmd: 'true',
      asyncAmdStatusCallback: `${publicOrigin}/detected`,
    });
    await call.ended;
    expect(application.heard.find(({ path }) => path === '/detected')).toMatchObject({
      isSigned: true,
      form: { AnsweredBy: 'machine_start', CallSid: call.sid },
    });
  });

  it('is answered by the application when a phone dials in, and refused by Reject', async () => {
    const dialIn = { from: '+15005550001', to: '+15005550006', voiceUrl: `${publicOrigin}/inbound` };
    application.documents['/inbound'] =
      '<Response><Gather action="/code" numDigits="6"><Say>Code?</Say></Gather></Response>';
    application.documents['/code'] = hangup;
    const call = standIn.dialIn({ ...dialIn, line: { keys: [{ digits: '004217', afterMs: 200 }] } });
    expect(await call.ended).toBe('completed');
    expect(call.statuses.map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(application.heard.map(({ form }) => [form.Direction, form.CallStatus, form.Digits])).toEqual([
      ['inbound', 'ringing', undefined],
      ['inbound', 'in-progress', '004217'],
    ]);

    application.documents['/inbound'] = '<Response><Reject reason="busy"/></Response>';
    const refused = standIn.dialIn({ ...dialIn, statusCallbackUrl: `${publicOrigin}/status` });
    expect(await refused.ended).toBe('busy');
    expect(refused.answeredAt).toBeNull();
    expect(statusForms()).toMatchObject([{ CallStatus: 'busy' }]);
  });
});

describe('what the application may do to a call', () => {
  it('sends it elsewhere by REST in the middle of a stream, which gets its stop', async () => {
    application.documents['/elsewhere'] = connect;
    behaviour = answersAndPresses1();
    const { call, client } = await dial();
    const first = await application.nextMedia();
    await first.until(({ event }) => event === 'media');
    await client.calls(call.sid).update({ url: `${publicOrigin}/elsewhere` });
    expect(await first.closeCode).toBe(1000);
    const second = await application.nextMedia();
    const start = await second.until(({ event }) => event === 'start');
    expect(start.sequenceNumber).toBe('1');
    expect(start.streamSid).not.toBe(first.messages[1]?.streamSid);
    expect(paths().slice(-2)).toEqual(['/elsewhere', '/media']);
  });

  it('closes the stream, so that the next verb runs', async () => {
    behaviour = answersAndPresses1();
    const { call } = await dial();
    const media = await application.nextMedia();
    await media.until(({ event }) => event === 'start');
    media.socket.close(1000);
    expect(await call.ended).toBe('completed');
    expect(paths().slice(-2)).toEqual(['/media', '/resume']);
    expect(call.streams[0]?.closed).toMatchObject({ code: 1000, by: 'server' });
    expect(call.errors).toEqual([]);
  });

  it('completes it by REST in the middle of a stream', async () => {
    behaviour = answersAndPresses1();
    const { call, client } = await dial();
    const media = await application.nextMedia();
    await media.until(({ event }) => event === 'start');
    await client.calls(call.sid).update({ status: 'completed' });
    expect(await media.closeCode).toBe(1000);
    expect(media.messages.at(-1)?.event).toBe('stop');
    expect(await call.ended).toBe('completed');
    expect(paths().at(-1)).toBe('/media');
  });

  it('gets keys on the stream', async () => {
    behaviour = answersAndPresses1();
    const { call } = await dial();
    const media = await application.nextMedia();
    await call.streamOpened();
    call.press('7');
    expect(await media.until(({ event }) => event === 'dtmf')).toMatchObject({ dtmf: { digit: '7' } });
  });
});

describe('what the application may do wrong', () => {
  it.each<[string, string | number, number]>([
    ['an error', 500, 11200],
    ['no TwiML', '<html/>', 12100],
  ])('answers the webhook with %s: the fallback is asked', async (_name, document, code) => {
    application.documents['/voice'] = document;
    application.documents['/fallback'] = hangup;
    behaviour = { type: 'answers', afterMs: 10 };
    const { call } = await dial({ fallbackUrl: `${publicOrigin}/fallback` });
    expect(await call.ended).toBe('completed');
    expect(call.errors).toMatchObject([{ code }]);
    expect(call.webhooks.at(-1)?.params).toMatchObject({ ErrorCode: String(code) });
    expect(application.heard.find(({ path }) => path === '/fallback')?.isSigned).toBe(true);
  });

  it('cannot be reached: tried twice, then the call ends', async () => {
    behaviour = { type: 'answers', afterMs: 10 };
    const { call } = await dial({ url: 'http://127.0.0.1:1/voice', statusCallback: undefined });
    expect(await call.ended).toBe('completed');
    expect(call.errors).toMatchObject([{ code: 11205 }]);
    expect(call.webhooks).toMatchObject([{ attempts: 2, status: null, failure: 'connection' }]);
  });

  it.each<[string, string, number]>([
    ['a plain ws address', '<Stream url="ws://voice.example.test/media"/>', 31922],
    ['an address that is none', '<Stream url="media"/>', 31923],
    ['another track', `<Stream url="${wss}/media" track="both_tracks"/>`, 31941],
    ['a server that refuses the upgrade', `<Stream url="${wss}/refused"/>`, 31920],
    ['a server that is not there', '<Stream url="wss://127.0.0.1:1/media"/>', 31902],
  ])('names %s as a stream: noted, and the next verb runs', async (_name, stream, code) => {
    application.documents['/refused'] = 403;
    application.documents['/voice'] =
      `<Response><Connect>${stream}</Connect><Redirect>/resume</Redirect></Response>`;
    behaviour = { type: 'answers', afterMs: 10 };
    const { call } = await dial();
    expect(await call.ended).toBe('completed');
    expect(call.errors).toMatchObject([{ code }]);
    expect(paths().at(-1)).toBe('/resume');
    await expect(call.streamOpened()).rejects.toThrow('without a stream');
  });

  it('asks for two streams at once: the second is refused', async () => {
    application.documents['/voice'] =
      `<Response><Connect><Stream url="${wss}/one"/><Stream url="${wss}/two"/></Connect></Response>`;
    behaviour = { type: 'answers', afterMs: 10 };
    const { call } = await dial();
    const media = await application.nextMedia();
    expect(media.path).toBe('/one');
    media.socket.close(1000);
    await call.ended;
    expect(call.errors).toMatchObject([{ code: 12200 }]);
    expect(paths()).not.toContain('/two');
  });

  it('sends garbage on the stream: one warning, every violation counted, and the stream goes on', async () => {
    behaviour = answersAndPresses1();
    const { call } = await dial();
    const media = await application.nextMedia();
    await media.until(({ event }) => event === 'start');
    media.socket.send('{');
    media.socket.send(Buffer.alloc(3));
    media.tell({ event: 'mark', mark: { name: 'm' } });
    await media.until(({ event }) => event === 'mark');
    expect(call.errors).toMatchObject([{ code: 31950 }]);
    expect(call.streams[0]?.client?.violationCount).toBe(2);
  });

  it('sends the call in circles: the call ends', async () => {
    application.documents['/voice'] = '<Response><Redirect>/voice</Redirect></Response>';
    behaviour = { type: 'answers', afterMs: 10 };
    const { call } = await dial();
    expect(await call.ended).toBe('completed');
    expect(call.webhooks).toHaveLength(100);
  });
});
