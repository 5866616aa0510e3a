import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import {
  callPhone,
  type PhoneStack,
  readEvents,
  startPhoneStack,
  whenClosed,
} from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';

let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

it('carries a call on whichever instance its audio reaches, whichever has dialled it', {
  timeout: 60_000,
}, async () => {
  stack = await startPhoneStack(undefined, { telephonies: 2, bridges: 2 });
  const diallers = new Set<string>();
  for (let count = 0; count < 8 && (diallers.size < 2 || count < 3); count++) {
    const { sessionId, call } = await callPhone(stack, `+1415555010${count}`);
    const { client } = await call.streamOpened();
    await whenHeard(client, 100, 8_000);
    const events = await readEvents(stack, sessionId);
    const dialled = events.find((event) => event.type === 'call.dialled');
    const carried = events.find((event) => event.type === 'media.started');
    expect(carried).toMatchObject({ instance: 'telephony-1' });
    if (dialled?.type === 'call.dialled') diallers.add(dialled.instance);
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    expect(call.errors).toEqual([]);
  }
  expect([...diallers].toSorted()).toEqual(['telephony-1', 'telephony-2']);
  await quietCheck(stack);
});

it('goes on when the line comes back to another instance', { timeout: 60_000 }, async () => {
  const script = { answers: [{ text: 'Welcome to the interview.' }], heard: ['I am back'], msPerWord: 80 };
  stack = await startPhoneStack(undefined, { telephonies: 2, script });
  const { sessionId, viewer, call } = await callPhone(stack);
  const { client } = await call.streamOpened();
  await viewer.waitFor('transcript.completed');
  Object.assign(stack.signer.publicUrl ?? {}, { to: `http://127.0.0.1:${stack.telephonies[1]?.port}` });
  client.breakNetwork();
  const second = await call.streamOpened(1);
  await eventually(async () => {
    const started = (await readEvents(stack, sessionId)).filter(({ type }) => type === 'media.started');
    return (
      started.length === 2 && started[1]?.type === 'media.started' && started[1].instance === 'telephony-2'
    );
  }, 8_000);
  await eventually(async () => (await stack.store.read(sessionId))?.record.receivedHash !== null);
  await eventually(
    () => stack.model.sessions.length >= 2 || (stack.model.sessions[0]?.audioPositionMs ?? 0) > 500,
  );
  await second.client.say(tone(900));
  await eventually(
    () => viewer.events.filter(({ type }) => type === 'transcript.completed').length >= 3,
    10_000,
  );
  call.hangUp();
  expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
  expect(stack.carrier.calls).toHaveLength(1);
  await quietCheck(stack);
});
