import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { heardMs, whenCleared, whenHeard } from '../support/line-events.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** One frame either way at each end. */
const toleranceMs = 60;

async function begin() {
  const greeting = { text: 'Welcome to the interview, tell me about you', audioMs: 3_000 };
  stack = await startStack({
    script: { answers: [greeting, { text: 'And what then', audioMs: 1_000 }], heard: [], msPerWord: 80 },
  });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  const measured = (speaker: string) =>
    viewer.events.flatMap((event) =>
      event.type === 'speech.measured' && event.speaker === speaker ? [event] : [],
    );
  /** Waits on the candidate's own clock, which a busy machine does not stretch. */
  const pass = (ms: number) =>
    new Promise<void>((resolve) => {
      let frames = 0;
      const count = () => {
        frames += 1;
        if (frames * 20 < ms) return;
        line.events.off('frame', count);
        resolve();
      };
      line.events.on('frame', count);
    });
  return { viewer, line, measured, pass };
}

describe('what is measured of speech', () => {
  it('is how long the candidate thought, how long they spoke, and how long the answer took, by audio time', async () => {
    const { line, measured, pass } = await begin();
    await whenHeard(line, 3_000);
    await pass(1_200);
    await line.say(tone(1_500));
    await eventually(() => measured('candidate').length === 1 && measured('interviewer').length === 2, 8_000);
    const [turn] = measured('candidate');
    const [greeting, answer] = measured('interviewer');
    if (!turn || !greeting || !answer) throw new Error('not measured');
    expect(Math.abs(greeting.endedAtMs - greeting.startedAtMs - 3_000)).toBeLessThanOrEqual(toleranceMs);
    // Without the padding of the model's turn detection and the silence that ends a turn.
    // A busy machine sends frames late: what was filled in for them is on the record as gaps of the line.
    const gapMs = (turn.lineGaps ?? []).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    expect(Math.abs(turn.endedAtMs - turn.startedAtMs - gapMs - 1_500)).toBeLessThanOrEqual(toleranceMs);
    expect(Math.abs((turn.afterMs ?? 0) - 1_200)).toBeLessThanOrEqual(toleranceMs);
    expect(turn.overlapMs).toBe(0);
    // The voice of a turn lies within it, from its first sound to its last.
    expect(turn.voiced?.at(0)?.fromMs).toBe(turn.startedAtMs);
    expect(turn.voiced?.at(-1)?.toMs).toBe(turn.endedAtMs);
    expect(Math.abs(answer.endedAtMs - answer.startedAtMs - 1_000)).toBeLessThanOrEqual(toleranceMs);
    expect(answer.afterMs).toBe(answer.startedAtMs - turn.endedAtMs);
    await line.hangUp();
  });

  it('keeps a gap of the line apart from what the candidate said and from their pauses', async () => {
    const { line, measured, pass } = await begin();
    await whenHeard(line, 3_000);
    const said = line.say(tone(1_600));
    await pass(600);
    line.withholdFrames(300);
    await said;
    await eventually(() => measured('candidate').length === 1, 8_000);
    // A busy machine may add gaps of its own.
    const gaps = measured('candidate')[0]?.lineGaps ?? [];
    expect(Math.max(...gaps.map(({ fromMs, toMs }) => toMs - fromMs))).toBeGreaterThanOrEqual(
      300 - 2 * toleranceMs,
    );
    await line.hangUp();
  });

  it('is how long both were heard at once, when the candidate cuts in', async () => {
    const { line, measured } = await begin();
    await whenHeard(line, 1_500);
    const beganAtMs = heardMs(line);
    const cut = whenCleared(line);
    void line.say(tone(1_200));
    const bothMs = (await cut) - beganAtMs;
    await eventually(() => measured('candidate').length === 1 && measured('interviewer').length >= 1, 8_000);
    const [turn] = measured('candidate');
    const [greeting] = measured('interviewer');
    if (!turn || !greeting) throw new Error('not measured');
    const saidMs = greeting.endedAtMs - greeting.startedAtMs;
    expect(Math.abs(saidMs - beganAtMs - bothMs)).toBeLessThanOrEqual(2 * toleranceMs);
    // Both turns report the same overlap, each when it was over.
    expect(Math.abs(turn.overlapMs - greeting.overlapMs)).toBeLessThanOrEqual(toleranceMs);
    expect(Math.abs(turn.overlapMs - bothMs)).toBeLessThanOrEqual(2 * toleranceMs);
    expect(turn.afterMs).toBeNull();
    await line.hangUp();
  });
});
