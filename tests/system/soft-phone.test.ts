import { randomUUID } from 'node:crypto';
import { sessionStartedSchema } from '@ringback/shared/contract/http-api';
import { silence, tone } from '@ringback/stand-ins/testing/scripted-parts';
import { createSoftPhone, type SoftPhone } from '@ringback/stand-ins/twilio/soft-phone/soft-phone';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { plainJob, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import {
  callPhone,
  type PhoneStack,
  readEvents,
  startPhoneStack,
  whenClosed,
} from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';

let stack: PhoneStack;
let softPhone: SoftPhone;
let page: WebSocket;
let told: { type: string; state?: string; text?: string }[];
let heard: Buffer[];

beforeEach(async () => {
  softPhone = createSoftPhone({ speak: async (text) => tone(text.length) });
  const answer = () => ({ type: 'by_hand' }) as const;
  stack = await startPhoneStack(undefined, {
    softPhone,
    answer,
    env: { TWILIO_PHONE_NUMBER: '+15005550006' },
  });
  told = [];
  heard = [];
  page = await openPage(stack.carrier.url);
});
afterEach(async () => {
  page.close();
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

async function openPage(origin: string): Promise<WebSocket> {
  const socket = new WebSocket(`${stack.carrier.url.replace(/^http/, 'ws')}/phone/socket`, { origin });
  socket.on('message', (data, isBinary) => {
    if (isBinary && Buffer.isBuffer(data)) heard.push(data);
    else told.push(JSON.parse(data.toString()));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return socket;
}
const tell = (message: object) => page.send(JSON.stringify(message));
const state = () => told.findLast(({ type }) => type === 'call')?.state;

describe('the simulated phone', () => {
  it('rings, says who calls, takes the key, and carries the conversation both ways', async () => {
    const { sessionId, call } = await callPhone(stack);
    await eventually(() => state() === 'ringing');
    tell({ type: 'answer' });
    await eventually(() => told.some(({ text }) => text?.includes('A practice interview was asked for')));
    expect(state()).toBe('answered');
    tell({ type: 'key', digit: '1' });
    const { client } = await call.streamOpened();
    heard = [];
    await eventually(() => Buffer.concat(heard).length > 800);
    const speaking = setInterval(() => page.send(tone(20)), 20);
    await eventually(() => client.isSpeaking);
    await new Promise((resolve) => setTimeout(resolve, 900));
    clearInterval(speaking);
    page.send(silence(20));
    await eventually(async () => {
      const turns = (await readEvents(stack, sessionId)).filter(
        ({ type }) => type === 'transcript.completed',
      );
      return turns.some((turn) => 'speaker' in turn && turn.speaker === 'candidate');
    }, 10_000);
    tell({ type: 'hang_up' });
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    await eventually(() => state() === 'idle');
    await quietCheck(stack);
  });

  it('may decline, and hangs up when its page is closed', async () => {
    const first = await callPhone(stack);
    await eventually(() => state() === 'ringing');
    tell({ type: 'decline' });
    expect((await whenClosed(stack, first.sessionId)).endReason).toBe('declined');
    const second = await callPhone(stack);
    await eventually(() => state() === 'ringing');
    tell({ type: 'answer' });
    await second.call.reached('in-progress');
    page.close();
    expect((await whenClosed(stack, second.sessionId)).endReason).toBe('hung_up_by_candidate');
    await quietCheck(stack);
  });

  it('calls us: the code of the page is entered on its keys, and the interview begins', async () => {
    softPhone.dialsWith(() =>
      stack.carrier.dialIn({
        ...{ from: '+14155550123', to: '+15005550006', isByHand: true },
        voiceUrl: 'https://ringback.test/twilio/voice',
        statusCallbackUrl: 'https://ringback.test/twilio/status',
      }),
    );
    const candidate = await visit(stack.gatewayUrl);
    const body = { operationId: randomUUID(), jobConfiguration: plainJob, call: { via: 'dial_in' } };
    const answer = await candidate.fetch('/api/sessions', { body });
    const { sessionId, dialIn } = sessionStartedSchema.parse(await answer.json());
    tell({ type: 'dial' });
    // Once more while it calls: still one call.
    tell({ type: 'dial' });
    await eventually(() => told.some(({ text }) => text?.includes('enter the six digits')));
    expect(told.filter(({ type }) => type === 'call').map((message) => message.state)).toEqual([
      'idle',
      'dialling',
      'answered',
    ]);
    for (const digit of dialIn?.code ?? '') tell({ type: 'key', digit });
    const [call] = stack.carrier.calls;
    await call?.streamOpened();
    heard = [];
    await eventually(() => Buffer.concat(heard).length > 800);
    expect(stack.carrier.calls).toHaveLength(1);
    tell({ type: 'hang_up' });
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    await eventually(() => state() === 'idle');
    await quietCheck(stack);
  });

  it('serves its page, and no page of another site may hold it', async () => {
    const html = await (await fetch(`${stack.carrier.url}/phone`)).text();
    expect(html).toContain('No real phone rings');
    expect((await fetch(`${stack.carrier.url}/phone/phone.js`)).headers.get('content-type')).toContain(
      'javascript',
    );
    await expect(openPage('https://elsewhere.test')).rejects.toThrow();
  });
});
