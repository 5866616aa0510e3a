import type { SessionId } from '@ringback/shared/contract/ids';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { clipsIn } from '../../services/telephony/src/media/own-clips.ts';
import { visit } from '../support/candidate-client.ts';
import { startStallWatch, startStopwatch } from '../support/event-loop-stall.ts';
import { eventually } from '../support/eventually.ts';
import { heardMs, whenHeard } from '../support/line-events.ts';
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

/** The stopped instance is gone, and no other one holds anything. */
async function leaveQuietly(stopped: { port: number; close(): Promise<void> }): Promise<void> {
  await stopped.close();
  const serviceUrls = stack.serviceUrls.filter((url) => !url.endsWith(`:${stopped.port}`));
  await quietCheck({ ...stack, serviceUrls });
}

describe('a telephony that is told to stop', { timeout: 60_000 }, () => {
  it('gives its phone call to another one at a pause, and the same interviewer goes on', async () => {
    stack = await startPhoneStack(undefined, {
      telephonies: 2,
      isBalanced: true,
      script: script(),
      env: { DRAIN_LIMIT_MS: '30000' },
    });
    const { sessionId, viewer, call } = await callPhone(stack);
    await call.streamOpened();
    await viewer.waitFor('transcript.completed');
    const before = await whoCarries(sessionId);
    const watch = startStopwatch();
    const drained = before.service.drain();
    const { client } = await call.streamOpened(1);
    const after = await movedFrom(sessionId, before.name);
    expect(watch.ms()).toBeLessThan(2_000);
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

  it('gives it away in the middle of a long sentence too, which is taken up again after it', async () => {
    const long = Array.from({ length: 60 }, (_, index) => `word${index + 1}`).join(' ');
    stack = await startPhoneStack(undefined, {
      telephonies: 2,
      isBalanced: true,
      script: {
        answers: [{ text: long, audioMs: 12_000 }, { text: 'As I said.' }],
        heard: [],
        msPerWord: 80,
      },
      env: { DRAIN_LIMIT_MS: '30000' },
    });
    const { sessionId, viewer, call } = await callPhone(stack);
    const first = await call.streamOpened();
    await whenHeard(first.client, 500);
    const before = await whoCarries(sessionId);
    const stall = startStallWatch();
    const drained = before.service.drain();
    await first.client.closed;
    stall.stop();
    const watch = startStopwatch();
    const second = await call.streamOpened(1);
    await whenHeard(second.client, 100);
    // Silence in the candidate's ear: from the last sound of one instance to the first of the other.
    expect(watch.ms()).toBeLessThan(2_000);
    await drained;
    const cut = await viewer.waitFor('transcript.interrupted');
    // Both ends of the line share this process: for as long as it was not run neither knows better.
    expect(Math.abs(cut.heardMs - heardMs(first.client))).toBeLessThanOrEqual(100 + stall.greatestMs());
    expect(long.startsWith(cut.text)).toBe(true);
    await eventually(async () => (await texts(sessionId)).some(({ text }) => text === 'As I said.'));
    const told = stack.model.sessions[0]?.received ?? [];
    const truncates = told.filter(({ type }) => type === 'conversation.item.truncate');
    expect(truncates.map(({ event }) => event.audio_end_ms)).toEqual([cut.heardMs]);
    expect(JSON.stringify(told)).toContain('in the middle of your sentence');
    expect(stack.model.sessions).toHaveLength(1);
    call.hangUp();
    await whenClosed(stack, sessionId);
    expectFaultless(call);
    await leaveQuietly(before.service);
  });

  it('closes a browser’s audio with 1012, and the page that comes back goes on with the same interviewer', async () => {
    stack = await startPhoneStack(undefined, {
      telephonies: 2,
      isBalanced: true,
      script: script(),
      env: { DRAIN_LIMIT_MS: '30000' },
    });
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    await viewer.waitFor('transcript.completed');
    const before = await whoCarries(started.sessionId);
    const drained = before.service.drain();
    expect(await line.closed).toMatchObject({ code: 1012 });
    const media = await candidate.api.mediaToken(started.sessionId);
    const again = await candidate.talk({ ...started, media });
    await movedFrom(started.sessionId, before.name);
    await drained;
    await again.say(tone(900));
    await eventually(
      async () => (await texts(started.sessionId)).some(({ text }) => text === question),
      15_000,
    );
    await again.hangUp();
    await whenClosed(stack, started.sessionId);
    expect(stack.model.sessions).toHaveLength(1);
    await leaveQuietly(before.service);
  });

  it('does not end a call that it has given away and that no instance has taken yet', async () => {
    stack = await startPhoneStack(undefined, {
      telephonies: 2,
      isBalanced: true,
      script: script(),
      env: { DRAIN_LIMIT_MS: '900' },
    });
    const { sessionId, viewer, call } = await callPhone(stack);
    await call.streamOpened();
    await viewer.waitFor('transcript.completed');
    const before = await whoCarries(sessionId);
    // The line comes back after the drain's limit.
    stack.carrier.faults.voiceWebhook.askedAfterMs = 1_500;
    const drained = before.service.drain();
    const { client } = await call.streamOpened(1);
    await movedFrom(sessionId, before.name);
    await drained;
    await client.say(tone(900));
    await eventually(async () => (await texts(sessionId)).some(({ text }) => text === question), 15_000);
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    await leaveQuietly(before.service);
  });

  it('lets its calls go on when no instance takes them over, and ends the rest with an apology', async () => {
    stack = await startPhoneStack(undefined, { script: script(), env: { DRAIN_LIMIT_MS: '3000' } });
    const { sessionId, viewer, call } = await callPhone(stack);
    const { client } = await call.streamOpened();
    await viewer.waitFor('transcript.completed');
    const heardBefore = heardMs(client);
    const [service] = stack.telephonies;
    const toldAt = Date.now();
    const drained = service?.drain();
    await eventually(async () => (await fetch(`${stack.serviceUrls[1]}/health/ready`)).status === 503);
    // Nothing new begins here.
    const other = await visit(stack.gatewayUrl);
    expect(await (await other.talk(await other.start())).closed).toMatchObject({ code: 1008 });
    // "I am sorry. We were cut off. Please practise again later. Goodbye." A candidate who speaks into it still hears
    // all of it.
    await whenHeard(client, heardBefore + 200);
    await client.say(tone(1_200));
    expect((await viewer.waitFor('session.ended', 20_000)).reason).toBe('shut_down');
    expect(Date.now() - toldAt).toBeGreaterThan(3_000);
    expect(Math.abs(heardMs(client) - heardBefore - clipsIn('en').apology.ms)).toBeLessThanOrEqual(100);
    await drained;
    expect(await call.ended).toBe('completed');
    await whenClosed(stack, sessionId);
  });

  it('is done as soon as its last call has ended by itself', async () => {
    stack = await startPhoneStack(undefined, { script: script(), env: { DRAIN_LIMIT_MS: '30000' } });
    const { sessionId, viewer, call } = await callPhone(stack);
    await call.streamOpened();
    await viewer.waitFor('transcript.completed');
    const drained = stack.telephonies[0]?.drain();
    call.hangUp();
    await drained;
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    await quietCheck(stack);
  });
});
