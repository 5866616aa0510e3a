import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import type { SessionRecord } from '@ringback/stand-ins/openai/session-record';
import { type Script, scriptedParts, tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { startStallWatch } from '../support/event-loop-stall.ts';
import { eventually } from '../support/eventually.ts';
import { heardMs, whenCleared, whenHeard } from '../support/line-events.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, startStack } from '../support/stack.ts';
import type { Viewer } from '../support/viewer-client.ts';

const longQuestion = Array.from({ length: 20 }, (_, index) => `word${index + 1}`).join(' ');
const questionMs = 4_000;
/** What the long question sounds like. Nothing else that is said has these bytes. */
const questionBytes = new Set([0x92, 0x12]);

/** A voice far from its microphone, without automatic gain: −31 dB, 25 dB below the interviewer. */
const quietly = (audio: Uint8Array) => audio.map((byte) => (byte & 0x80) | 0x4f);

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

interface Conversation {
  candidate: CandidateClient;
  sessionId: string;
  viewer: Viewer;
  line: MediaStreamClient;
  model: SessionRecord;
}

/** The interviewer begins with four seconds of a sound of their own. Whatever follows sounds different. */
async function beginLongQuestion(options: { speed?: number } = {}): Promise<Conversation> {
  const script: Script = {
    answers: [{ text: longQuestion, audioMs: questionMs }, { text: 'Please go on.' }],
    heard: ['May I ask something?'],
    msPerWord: 80,
  };
  const parts = scriptedParts(script);
  const mouth = {
    speak: async (text: string, { audioMs = 300 }: { audioMs?: number } = {}) =>
      text === longQuestion ? tone(audioMs).map((byte) => (byte === 0x90 ? 0x92 : 0x12)) : tone(audioMs),
  };
  stack = await startStack({ script, model: { parts: { ...parts, mouth: () => mouth }, ...options } });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  return { candidate, sessionId: started.sessionId, viewer, line, model: await stack.model.session(0) };
}

/** Speaks up, waits for the line to fall silent and for the next turn, and tells what was cut where. */
async function interrupt({ viewer, line, model }: Conversation, voice: Uint8Array) {
  const cleared = whenCleared(line);
  const stall = startStallWatch();
  const said = line.say(voice);
  const playedMs = await cleared;
  const stalledMs = stall.greatestMs();
  stall.stop();
  const interrupted = await viewer.waitFor('transcript.interrupted');
  await said;
  await eventually(() => {
    const texts = viewer.events.flatMap((event) =>
      event.type === 'transcript.completed' ? [event.text] : [],
    );
    return texts.includes('Please go on.');
  }, 10_000);
  const truncates = model.received.filter(({ type }) => type === 'conversation.item.truncate');
  expect(truncates).toHaveLength(1);
  return { playedMs, stalledMs, interrupted, truncate: truncates[0]?.event };
}

/** Audio that was played after so many ms of playback. */
const playedAfter = (line: MediaStreamClient, ms: number) => line.heard.audio().subarray(ms * 8);
const hasQuestion = (audio: Uint8Array) => audio.some((byte) => questionBytes.has(byte));

async function expectCut(conversation: Conversation, voice = tone(900)): Promise<void> {
  const { candidate, sessionId, line, model } = conversation;
  const { playedMs, stalledMs, interrupted, truncate } = await interrupt(conversation, voice);

  expect(playedMs).toBeGreaterThan(1_150);
  expect(playedMs).toBeLessThan(questionMs / 2 + stalledMs);
  // Both ends of the line share this process: for as long as it was not run neither knows better.
  expect(Math.abs(interrupted.heardMs - playedMs)).toBeLessThanOrEqual(50 + stalledMs);
  expect(truncate).toMatchObject({ item_id: interrupted.itemId, content_index: 0 });
  expect(truncate?.audio_end_ms).toBe(interrupted.heardMs);
  expect(Number.isInteger(interrupted.heardMs)).toBe(true);

  expect(hasQuestion(line.heard.audio().subarray(0, playedMs * 8))).toBe(true);
  expect(hasQuestion(playedAfter(line, playedMs))).toBe(false);
  expect(playedAfter(line, playedMs).length).toBeGreaterThan(0);
  expect(line.clears).toHaveLength(1);

  expect(longQuestion.startsWith(interrupted.text)).toBe(true);
  const share = interrupted.heardMs / questionMs;
  expect(interrupted.text.length).toBeGreaterThan(longQuestion.length * (share - 0.2));
  expect(interrupted.text.length).toBeLessThanOrEqual(longQuestion.length * share);

  const { view } = await (await candidate.fetch(`/api/sessions/${sessionId}`)).json();
  expect(view.transcript.map(({ speaker, status }: Record<string, string>) => [speaker, status])).toEqual([
    ['interviewer', 'interrupted'],
    ['candidate', 'completed'],
    ['interviewer', 'completed'],
  ]);
  expect(view.transcript[0].heardMs).toBe(interrupted.heardMs);

  await line.hangUp();
  await quietCheck(stack);
  expect(model.violations).toEqual([]);
  expect(line.violations).toEqual([]);
}

describe('a barge-in', { timeout: 30_000 }, () => {
  it('cuts where it was heard, although the model had finished the answer long before', async () => {
    const conversation = await beginLongQuestion({ speed: Number.POSITIVE_INFINITY });
    const { line, model } = conversation;
    await whenHeard(line, 1_200);
    const sent = model.sent.map(({ type }) => type);
    expect(sent).toContain('response.done');
    expect(sent).not.toContain('input_audio_buffer.speech_started');
    await expectCut(conversation);
  });

  it('in the middle of the answer also silences what the model still sends of it', async () => {
    const conversation = await beginLongQuestion({ speed: 1 });
    const { line, model } = conversation;
    await whenHeard(line, 1_200);
    expect(model.sent.map(({ type }) => type)).not.toContain('response.done');
    await expectCut(conversation);
    const doneAt = model.sent.findIndex(({ type }) => type === 'response.done');
    const cancelled = model.sent[doneAt]?.event.response as { id: string; status: string };
    expect(cancelled.status).toBe('cancelled');
    // The stand-in lets one more delta through, as the real API does.
    const late = model.sent.slice(doneAt).filter(({ event }) => event.response_id === cancelled.id);
    expect(late.map(({ type }) => type)).toEqual(['response.output_audio.delta']);
    expect(await readCounter(stack, 'stale_messages_total', { kind: 'model_audio' })).toBeGreaterThan(0);
  });

  it('by a quiet voice cuts too: nothing of the interviewer comes back on this line', async () => {
    const conversation = await beginLongQuestion({ speed: Number.POSITIVE_INFINITY });
    await whenHeard(conversation.line, 1_200);
    await expectCut(conversation, quietly(tone(900)));
  });

  it('is none when everything was heard: nothing is cleared, truncated or cut', async () => {
    const conversation = await beginLongQuestion({ speed: Number.POSITIVE_INFINITY });
    const { viewer, line, model } = conversation;
    await viewer.waitFor('transcript.completed');
    expect(heardMs(line)).toBeGreaterThanOrEqual(questionMs);
    await line.say(tone(400));
    await eventually(() => model.sent.filter(({ type }) => type === 'response.done').length === 2, 10_000);
    await line.hangUp();
    await viewer.waitFor('session.closed');
    expect(line.clears).toEqual([]);
    expect(model.received.map(({ type }) => type)).not.toContain('conversation.item.truncate');
    const first = viewer.events.find((event) => event.type === 'transcript.completed');
    expect(first).toMatchObject({ text: longQuestion });
    await quietCheck(stack);
  });
});
