import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { calledNumber } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** "I am sorry. We were cut off …": the clip lasts five and a half seconds. */
const apologyMs = 5_000;

describe('an interviewer that does not confirm what it was told', () => {
  it.each([
    [
      'and says nothing at all',
      async () => {
        stack.model.faults.mute = true;
      },
    ],
    [
      'after it has greeted as a session',
      async () => {
        const session = await stack.model.session(0);
        await session.waitForSent('session.created');
        session.mute();
      },
    ],
  ])(
    '%s is given up after five seconds: an apology is heard, and the call ends cleanly',
    async (_how, silence) => {
      stack = await startStack();
      const silenced = silence();
      const candidate = await visit(stack.gatewayUrl);
      const started = await candidate.start();
      const viewer = await candidate.watch(started);
      const line = await candidate.talk(started);
      const beganAt = Date.now();
      await silenced;
      await eventually(() => line.heard.totalBytes > 0, 8_000);
      expect(Date.now() - beganAt).toBeGreaterThan(4_500);
      expect(Date.now() - beganAt).toBeLessThan(7_000);
      const ended = await viewer.waitFor('session.ended', 10_000);
      expect(ended.reason).toBe('interviewer_unavailable');
      expect(line.heard.totalBytes / 8).toBeGreaterThan(apologyMs);
      const types = viewer.events.map(({ type }) => type);
      expect(types).not.toContain('configuration.received');
      expect(types).not.toContain('transcript.completed');
      expect((await line.closed).code).toBe(1000);
      await quietCheck(stack);
    },
    40_000,
  );

  it('ends a call that is still ringing without disturbing the candidate', async () => {
    stack = await startStack({ answer: () => ({ type: 'by_hand' }) });
    stack.model.faults.mute = true;
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
    const viewer = await candidate.watch(started);
    const ended = await viewer.waitFor('session.ended', 10_000);
    expect(ended.reason).toBe('interviewer_unavailable');
    expect(viewer.events.map(({ type }) => type)).not.toContain('call.answered');
    await quietCheck(stack);
  }, 40_000);
});
