import { afterEach, expect, it } from 'vitest';
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

it('carries a call on whichever instance its audio reaches, wherever it was dialled', {
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
