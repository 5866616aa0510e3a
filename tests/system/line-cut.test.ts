import { setTimeout as wait } from 'node:timers/promises';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { openMediaStream } from '@ringback/stand-ins/candidate/media-stream-client';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { type CuttableNetwork, startCuttableNetwork } from '../support/cuttable-network.ts';
import { eventually } from '../support/eventually.ts';
import { heardMs, whenHeard } from '../support/line-events.ts';
import { turnsOf } from '../support/lost-bridge.ts';
import { violationsOf } from '../support/model-violations.ts';
import { callPhone, type PhoneStack, startPhoneStack } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { pageOrigin } from '../support/stack.ts';
import type { Viewer } from '../support/viewer-client.ts';

/** A candidate whose network is cut for a few seconds during the interview, at every moment of a turn. */

const sentenceMs = 4_000;
const cutMs = 3_000;
const wordWithinMs = 2_000;

let stack: PhoneStack;
let network: CuttableNetwork;
const figures: string[] = [];
beforeEach(async () => {
  const sentence = { text: 'one two three four five six seven eight nine ten', audioMs: sentenceMs };
  stack = await startPhoneStack(undefined, {
    script: { answers: [sentence], heard: ['I did it', 'and so on'], msPerWord: 60 },
  });
  network = await startCuttableNetwork(stack.telephonies[0]?.port ?? 0);
});
afterEach(async () => {
  await network.close();
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});
afterAll(() => {
  process.stdout.write(`a line cut; from its return to the interviewer's voice:\n${figures.join('\n')}\n`);
});

interface CutCall {
  viewer: Viewer;
  line: MediaStreamClient;
  /** Cuts the line. Resolves with the next one. */
  cut(): Promise<MediaStreamClient>;
  hangUp(): void;
}

function openLine(candidate: CandidateClient, sessionId: string): Promise<MediaStreamClient> {
  return candidate.api.mediaToken(sessionId).then(({ token }) =>
    openMediaStream({
      url: `ws://127.0.0.1:${network.port}/browser/media`,
      headers: { origin: pageOrigin },
      customParameters: { token },
    }),
  );
}

async function talkInBrowser(): Promise<CutCall> {
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start({
    jobConfiguration: { jobTitle: 'Product Manager', patience: 'brisk' },
  });
  const viewer = await candidate.watch(started);
  const line = await openLine(candidate, started.sessionId);
  return {
    ...{ viewer, line },
    async cut() {
      network.cut();
      await wait(cutMs);
      network.restore();
      return openLine(candidate, started.sessionId);
    },
    hangUp() {},
  };
}

/** The carrier does nothing about a lost stream: the call is fetched back by REST after two seconds. */
async function talkOnPhone(): Promise<CutCall> {
  stack.carrier.faults.stream.afterBroken = 'nothing';
  const { viewer, call } = await callPhone(stack);
  const { client } = await call.streamOpened();
  return {
    ...{ viewer, line: client },
    async cut() {
      client.breakNetwork();
      return (await call.streamOpened(1)).client;
    },
    hangUp: () => call.hangUp(),
  };
}

const moments: readonly { name: string; reach(call: CutCall): Promise<unknown>; isCutOff: boolean }[] = [
  { name: 'the sentence begins', reach: ({ line }) => whenHeard(line, 600), isCutOff: true },
  { name: 'the sentence is half said', reach: ({ line }) => whenHeard(line, sentenceMs / 2), isCutOff: true },
  {
    name: 'the sentence is nearly over',
    reach: ({ line }) => whenHeard(line, sentenceMs - 1_000),
    isCutOff: true,
  },
  {
    name: 'the candidate speaks',
    async reach({ viewer, line }) {
      await viewer.waitFor('transcript.completed');
      void line.say(tone(6_000));
      const [model] = stack.model.sessions;
      await model?.waitForSent('input_audio_buffer.speech_started');
      await wait(500);
    },
    isCutOff: false,
  },
  {
    name: 'the candidate has just finished',
    async reach({ viewer, line }) {
      await viewer.waitFor('transcript.completed');
      void line.say(tone(900));
      const [model] = stack.model.sessions;
      await model?.waitForSent('input_audio_buffer.speech_stopped');
    },
    isCutOff: false,
  },
];

describe.each([
  ['in the browser', talkInBrowser],
  ['by phone', talkOnPhone],
])('a line that is cut %s', { timeout: 40_000 }, (via, talk) => {
  it.each(moments)('while $name is followed by the interviewer', async ({ name, reach, isCutOff }) => {
    const call = await talk();
    await reach(call);
    const heardBefore = () => heardMs(call.line);
    const next = await call.cut();
    const backAt = performance.now();
    await whenHeard(next, 100, wordWithinMs + 1_500);
    const tookMs = performance.now() - backAt;
    figures.push(`  ${via}, while ${name}: ${Math.round(tookMs)} ms`);
    expect(tookMs).toBeLessThan(wordWithinMs);
    const [model] = stack.model.sessions;
    expect(stack.model.sessions).toHaveLength(1);
    expect(model && violationsOf(model)).toEqual([]);
    const told = JSON.stringify(model?.received.map(({ event }) => event));
    expect(told.includes('The connection was lost for a moment')).toBe(isCutOff);
    const [first] = turnsOf(call.viewer);
    if (isCutOff) {
      expect(first).toMatchObject({ type: 'transcript.interrupted', speaker: 'interviewer' });
      if (first?.type === 'transcript.interrupted')
        expect(first.heardMs).toBeLessThanOrEqual(heardBefore() + 120);
    }
    // The conversation goes on as before.
    await eventually(() => turnsOf(call.viewer).at(-1)?.speaker === 'interviewer', 8_000);
    const turns = turnsOf(call.viewer).length;
    await next.say(tone(900));
    await eventually(() => turnsOf(call.viewer).length >= turns + 2, 10_000);
    call.hangUp();
    await next.hangUp();
    await call.viewer.waitFor('session.ended');
    await quietCheck(stack);
  });

  it('while neither side speaks is not interrupted, and the candidate is prompted in time', async () => {
    const call = await talk();
    await call.viewer.waitFor('transcript.completed');
    const next = await call.cut();
    await wait(1_500);
    expect(heardMs(next)).toBe(0);
    await whenHeard(next, 100, 22_000);
    await next.hangUp();
    call.hangUp();
    await call.viewer.waitFor('session.ended');
  });

  it('during the goodbye ends the interview as completed', async () => {
    stack.script.answers[0] = {
      text: 'Thank you, and goodbye',
      audioMs: 4_000,
      toolCalls: [{ name: 'end_interview', arguments: { reason: 'completed' } }],
    };
    const call = await talk();
    await whenHeard(call.line, 1_000);
    if (via === 'by phone') call.line.breakNetwork();
    else network.cut();
    expect((await call.viewer.waitFor('session.ended', 8_000)).reason).toBe('completed');
  });
});
