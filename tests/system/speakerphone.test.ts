import { afterEach, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { heardMs } from '../support/line-events.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** The same sound 18 dB weaker: three segments of the µ-law code down. Still loud enough to count as speech. */
const weaker = (byte: number) => {
  const bits = ~byte & 0xff;
  return ~((bits & 0x8f) | (Math.max(0, ((bits >> 4) & 7) - 3) << 4)) & 0xff;
};

it('a speakerphone that sends the interviewer’s voice back does not interrupt the interviewer', async () => {
  const text = 'This is a long question that nobody interrupts but the telephone itself.';
  const script = { answers: [{ text, audioMs: 4_000 }], heard: ['an echo'], msPerWord: 80 };
  stack = await startStack({ script });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  line.events.on('frame', (audio) => void line.say(audio.map(weaker)));
  const said = await viewer.waitFor('transcript.completed', 10_000);
  expect(said).toMatchObject({ speaker: 'interviewer', text });
  expect(heardMs(line)).toBeGreaterThanOrEqual(4_000);
  expect(line.clears).toEqual([]);
  const heard = stack.model.sessions[0]?.sent.map(({ type }) => type) ?? [];
  expect(heard).not.toContain('input_audio_buffer.speech_started');
  expect(await readCounter(stack, 'media_frames_total', { direction: 'echo' })).toBeGreaterThan(100);
  await line.hangUp();
  await viewer.waitFor('session.closed');
  await quietCheck(stack);
});
