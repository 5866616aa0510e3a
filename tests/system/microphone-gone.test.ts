import { setTimeout as wait } from 'node:timers/promises';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { heardMs, whenHeard } from '../support/line-events.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, startStack } from '../support/stack.ts';

const sentenceMs = 3_000;
/** A brisk interviewer prompts after eight seconds of silence, and has said goodbye after three prompts. */
const longerThanAPromptMs = 10_000;
/** As for a line that was lost and is back. */
const wordWithinMs = 2_000;

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

async function begin() {
  const text = 'one two three four five six seven eight nine ten';
  stack = await startStack({
    script: { answers: [{ text, audioMs: sentenceMs }], heard: ['I did it'], msPerWord: 60 },
  });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start({ jobConfiguration: { jobTitle: 'Baker', patience: 'brisk' } });
  const viewer = await candidate.watch(started);
  return { viewer, line: await candidate.talk(started) };
}
type Call = Awaited<ReturnType<typeof begin>>;

/** Nothing is said to a candidate who cannot answer, and nothing ends. */
async function expectWaiting({ viewer, line }: Call): Promise<number> {
  await wait(300);
  const before = heardMs(line);
  await wait(longerThanAPromptMs);
  expect(heardMs(line)).toBe(before);
  expect(viewer.events.map(({ type }) => type)).not.toContain('session.ended');
  return before;
}

async function expectGoingOn({ viewer, line }: Call): Promise<void> {
  const said = () => viewer.events.filter((event) => event.type === 'transcript.completed');
  await eventually(() => said().length > 0 && line.waitingMs() === 0, 10_000);
  void line.say(tone(1_500));
  await eventually(() => said().some(({ speaker }) => speaker === 'candidate'), 10_000);
  await line.hangUp();
  expect(await viewer.waitFor('session.ended')).toMatchObject({ reason: 'hung_up_by_candidate' });
  await viewer.waitFor('session.closed');
  await quietCheck(stack);
}

describe('a microphone that dies in the middle of a call', { timeout: 60_000 }, () => {
  it('while the candidate is to answer: it does not count as silence, and the answer is accepted when it comes', async () => {
    const call = await begin();
    await call.viewer.waitFor('transcript.completed', 10_000);
    call.line.loseMicrophone(true);
    await expectWaiting(call);
    call.line.loseMicrophone(false);
    await expectGoingOn(call);
  });

  it('while the interviewer speaks: it stops, and takes its sentence up again', async () => {
    const call = await begin();
    await whenHeard(call.line, sentenceMs / 2);
    call.line.loseMicrophone(true);
    await eventually(() => call.line.clears.length === 1, 2_000);
    const before = await expectWaiting(call);
    const backAt = performance.now();
    call.line.loseMicrophone(false);
    await whenHeard(call.line, before + 200, wordWithinMs + 3_000);
    expect(performance.now() - backAt).toBeLessThan(wordWithinMs);
    await expectGoingOn(call);
  });
});
