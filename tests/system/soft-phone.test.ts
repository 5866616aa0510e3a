import { silence, tone } from '@ringback/stand-ins/openai/scripted';
import { createSoftPhone } from '@ringback/stand-ins/twilio/soft-phone/soft-phone';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
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
let page: WebSocket;
let told: { type: string; state?: string; text?: string }[];
let heard: Buffer[];

beforeEach(async () => {
  const softPhone = createSoftPhone({ speak: async (text) => tone(text.length) });
  const answer = () => ({ type: 'by_hand' }) as const;
  stack = await startPhoneStack(undefined, { softPhone, answer });
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
    await eventually(() => told.some(({ text }) => text?.includes('Product Manager at Acme')));
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

  it('serves its page, and no page of another site may hold it', async () => {
    const html = await (await fetch(`${stack.carrier.url}/phone`)).text();
    expect(html).toContain('No real phone rings');
    expect((await fetch(`${stack.carrier.url}/phone/phone.js`)).headers.get('content-type')).toContain(
      'javascript',
    );
    await expect(openPage('https://elsewhere.test')).rejects.toThrow();
  });
});
