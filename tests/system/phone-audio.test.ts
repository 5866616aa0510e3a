import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { heardMs, whenCleared, whenHeard } from '../support/line-events.ts';
import {
  callPhone,
  expectFaultless,
  type PhoneStack,
  readEvents,
  startPhoneStack,
  whenClosed,
} from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';

let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** How far ahead of the ear audio may be sent, plus its last piece. */
const mostAheadMs = 2_100;
const long = Array.from({ length: 60 }, (_, index) => `word${index + 1}`).join(' ');
const longMs = 20_000;

/** A phone call whose first answer is being heard. The model delivers as fast as it likes. */
async function talk(options: {
  answers: { text: string; audioMs?: number }[];
  heard?: string;
  speed?: number;
}) {
  const { answers, heard = 'May I ask something?', speed = Number.POSITIVE_INFINITY } = options;
  const script = { answers, heard: [heard], msPerWord: 80 };
  stack = await startPhoneStack(undefined, { script, model: { speed } });
  const placed = await callPhone(stack);
  const { client } = await placed.call.streamOpened();
  return { ...placed, client, model: await stack.model.session(0) };
}

/** The most audio that has ever waited at the carrier. */
function watchWaiting(client: MediaStreamClient): { mostMs: number } {
  const seen = { mostMs: 0 };
  client.events.on('frame', () => {
    seen.mostMs = Math.max(seen.mostMs, client.waitingMs());
  });
  return seen;
}

describe('a model that is far faster than speech', { timeout: 40_000 }, () => {
  it.each([
    ['ten times', 10],
    ['at once', Number.POSITIVE_INFINITY],
  ])(
    '%s: the carrier never has more than two seconds, and all of it is heard without a gap',
    async (_name, speed) => {
      const { client, viewer, call, sessionId } = await talk({
        answers: [{ text: long, audioMs: 6_000 }],
        speed,
      });
      const waiting = watchWaiting(client);
      expect(await viewer.waitFor('transcript.completed', 15_000)).toMatchObject({ text: long });
      expect(waiting.mostMs).toBeGreaterThan(1_000);
      expect(waiting.mostMs).toBeLessThanOrEqual(mostAheadMs);
      expect(heardMs(client)).toBe(6_000);
      expect(client.heard.segments()).toHaveLength(1);
      call.hangUp();
      await whenClosed(stack, sessionId);
      expectFaultless(call);
      await quietCheck(stack);
    },
  );

  it('is silenced by a barge-in within 150 ms of audio, long after it has finished', async () => {
    const answers = [{ text: long, audioMs: longMs }, { text: 'Please go on.' }];
    const { client, viewer, model, call, sessionId } = await talk({ answers });
    await whenHeard(client, 3_000);
    expect(model.sent.map(({ type }) => type)).toContain('response.done');
    let spokeAtMs = 0;
    client.events.once('frame', (_audio, atMs) => {
      spokeAtMs = atMs;
    });
    const cleared = whenCleared(client);
    const said = client.say(tone(900));
    await cleared;
    const silentAfterMs = (client.clears[0] ?? 0) - spokeAtMs;
    // The model's own detection of 60 ms of speech is included, and the line's 20 ms frames.
    expect(silentAfterMs).toBeLessThanOrEqual(150 + 60);
    await said;
    const cut = await viewer.waitFor('transcript.interrupted');
    expect(cut.heardMs).toBeLessThan(5_000);
    await eventually(async () =>
      (await readEvents(stack, sessionId)).some(
        (event) => event.type === 'transcript.completed' && event.text === 'Please go on.',
      ),
    );
    expect(client.clears).toHaveLength(1);
    call.hangUp();
    await whenClosed(stack, sessionId);
    expectFaultless(call);
    await quietCheck(stack);
  });
});

describe('the caller’s side of a phone call', { timeout: 40_000 }, () => {
  it('is padded with silence where frames are lost, so that a turn can end', async () => {
    const answers = [{ text: 'Welcome.' }, { text: 'I see.' }];
    const { client, viewer, call, sessionId } = await talk({ answers });
    await viewer.waitFor('transcript.completed');
    await client.say(tone(900));
    client.withholdFrames(3_000);
    await eventually(
      () => viewer.events.filter(({ type }) => type === 'transcript.completed').length === 3,
      2_500,
    );
    expect(await readCounter(stack, 'media_frames_total', { direction: 'padded' })).toBeGreaterThan(30);
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('does not cut the greeting’s first words: "hello?" is said into them', async () => {
    const answers = [{ text: long, audioMs: 3_000 }];
    const { client, viewer, call, sessionId } = await talk({ answers, heard: 'Hello?' });
    await whenHeard(client, 100);
    await client.say(tone(300));
    await eventually(() => viewer.events.filter(({ type }) => type === 'transcript.completed').length === 2);
    const said = viewer.events.flatMap((event) => (event.type === 'transcript.completed' ? [event] : []));
    expect(said.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['candidate', 'Hello?'],
      ['interviewer', long],
    ]);
    expect(client.clears).toEqual([]);
    expect(heardMs(client)).toBe(3_000);
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it.each([
    ['*', 'repeat', 'repeat your last question'],
    ['#', 'skip', 'skip this question'],
    ['0', 'end', 'Say goodbye'],
  ])('key %s means %s: the interviewer falls silent at once and is told so', async (key, _name, words) => {
    const answers = [{ text: long, audioMs: longMs }, { text: 'As you wish.' }];
    const { client, model, call, sessionId } = await talk({ answers });
    await whenHeard(client, 500);
    const cleared = whenCleared(client, 1_000);
    call.press(key);
    await cleared;
    await eventually(() => {
      const told = model.received.filter(({ type }) => type === 'conversation.item.create');
      return told.some(({ event }) => JSON.stringify(event).includes(words));
    });
    await eventually(async () =>
      (await readEvents(stack, sessionId)).some(
        (event) => event.type === 'transcript.completed' && event.text === 'As you wish.',
      ),
    );
    call.hangUp();
    await whenClosed(stack, sessionId);
    expectFaultless(call);
    await quietCheck(stack);
  });
});

describe('the goodbye', { timeout: 40_000 }, () => {
  it('ends the call within its bound when the mark that confirms it never comes', async () => {
    const answers = [
      { text: 'Welcome.' },
      {
        text: 'Thank you and goodbye.',
        audioMs: 1_500,
        toolCalls: [{ name: 'end_interview', arguments: { reason: 'completed' } }],
      },
    ];
    const { client, viewer, call, sessionId } = await talk({ answers });
    await viewer.waitFor('transcript.completed');
    client.withholdMarks();
    await client.say(tone(900));
    await whenHeard(client, heardMs(client) + 1_500);
    const heardAt = Date.now();
    expect((await viewer.waitFor('session.ended', 12_000)).reason).toBe('completed');
    expect(Date.now() - heardAt).toBeLessThan(9_000);
    expect(await call.ended).toBe('completed');
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });
});

describe('first_audio_seconds', { timeout: 30_000 }, () => {
  it('counts from the key 1 to the first word, which is within a second', async () => {
    const { client, call, sessionId } = await talk({ answers: [{ text: 'Welcome.' }] });
    await whenHeard(client, 100);
    const events = await readEvents(stack, sessionId);
    const at = (type: string) => events.find((event) => event.type === type)?.at ?? 0;
    const metrics = await (await fetch(`${stack.serviceUrls[1]}/metrics`)).text();
    const figure = (name: string) =>
      Number(new RegExp(`^ringback_first_audio_seconds_${name}\\{[^}]*\\} (\\S+)`, 'm').exec(metrics)?.[1]);
    expect(figure('count')).toBe(1);
    // Not less than from the key to the audio stream, by the log.
    expect(figure('sum')).toBeGreaterThanOrEqual((at('media.started') - at('call.ready')) / 1_000 - 0.01);
    expect(figure('sum')).toBeGreaterThan(0);
    expect(figure('sum')).toBeLessThan(1);
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });
});
