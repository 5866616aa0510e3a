import type { SessionId } from '@ringback/shared/contract/ids';
import { tone } from '@ringback/stand-ins/openai/scripted';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import {
  callPhone,
  expectFaultless,
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

const question = 'Tell me about a project that you are proud of';
const script = () => ({
  answers: [{ text: 'Welcome to the interview.' }, { text: question, audioMs: 6_000 }, { text: 'I see.' }],
  heard: ['I lead a team', 'It was a bridge'],
  msPerWord: 80,
});

/** The instance that carries a session's audio, by the log. */
async function whoCarries(sessionId: SessionId) {
  const started = (await readEvents(stack, sessionId)).filter((event) => event.type === 'media.started');
  const name = started.at(-1)?.instance ?? '';
  const place = Number(name.split('-')[1]) - 1;
  const service = stack.telephonies[place];
  if (service === undefined) throw new Error(`no instance ${name}`);
  return { name, service, times: started.length };
}

const movedFrom = (sessionId: SessionId, name: string) =>
  eventually(async () => {
    const now = await whoCarries(sessionId);
    if (now.name === name) throw new Error(`still at ${name}`);
    return now;
  }, 10_000);

const texts = async (sessionId: SessionId) =>
  (await readEvents(stack, sessionId)).flatMap((event) =>
    event.type === 'transcript.completed' || event.type === 'transcript.interrupted'
      ? [{ type: event.type, speaker: event.speaker, text: event.text }]
      : [],
  );

/** The stopped instance is gone, and nobody else holds anything. */
async function leaveQuietly(stopped: { port: number; close(): Promise<void> }): Promise<void> {
  await stopped.close();
  const serviceUrls = stack.serviceUrls.filter((url) => !url.endsWith(`:${stopped.port}`));
  await quietCheck({ ...stack, serviceUrls });
}

describe('a telephony that is told to stop', { timeout: 60_000 }, () => {
  it('gives its phone call to another one at a pause, and the same interviewer goes on', async () => {
    stack = await startPhoneStack(undefined, {
      telephonies: 2,
      balanced: true,
      script: script(),
      env: { DRAIN_LIMIT_MS: '30000' },
    });
    const { sessionId, viewer, call } = await callPhone(stack);
    await call.streamOpened();
    await viewer.waitFor('transcript.completed');
    const before = await whoCarries(sessionId);
    const stoppedAt = Date.now();
    const drained = before.service.drain();
    const { client } = await call.streamOpened(1);
    const after = await movedFrom(sessionId, before.name);
    expect(Date.now() - stoppedAt).toBeLessThan(2_000);
    await drained;
    await client.say(tone(900));
    await eventually(async () => (await texts(sessionId)).some(({ text }) => text === question), 15_000);
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    expect(await texts(sessionId)).toEqual([
      { type: 'transcript.completed', speaker: 'interviewer', text: 'Welcome to the interview.' },
      { type: 'transcript.completed', speaker: 'candidate', text: 'I lead a team' },
      { type: 'transcript.completed', speaker: 'interviewer', text: question },
    ]);
    expect(after.times).toBe(2);
    expect(stack.model.sessions).toHaveLength(1);
    expect(stack.model.sessions[0]?.violations).toEqual([]);
    expect(stack.carrier.calls).toHaveLength(1);
    expectFaultless(call);
    await leaveQuietly(before.service);
  });
});
