import type { SessionRecord } from '@ringback/stand-ins/openai/session-record';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { type Stopwatch, startStopwatch } from '../support/event-loop-stall.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { watchSilences } from '../support/silences.ts';
import { type Stack, type StackOptions, startStack } from '../support/stack.ts';

/** Row 19 of the fault matrix: whatever the model does, by the candidate's own audio time. */

let stack: Stack;
let watch: Stopwatch;
const figures: string[] = [];
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});
afterAll(() => void process.stdout.write(`row 19, by audio time:\n${figures.join('\n')}\n`));

const greeting = 'Welcome to the interview. What brings you here?';
const said = 'I built a team of five people';
const question = 'And what came of it in the end?';

/**
 * The bound for something that came this long after the loss. Audio time goes on while this process is not run, and no
 * service in it can say anything then.
 */
const widened = (boundMs: number, lostAt: number, cameAfterMs: number) =>
  boundMs + watch.takenMs(lostAt, lostAt + cameAfterMs);

/** A call whose interviewer has greeted to the end. */
async function begin(options: StackOptions = {}) {
  // What a lost session was about to say or hear, the next one says and hears again.
  const again = { text: question, audioMs: 2_000 };
  const answers = [{ text: greeting, audioMs: 1_500 }, again, again, again];
  stack = await startStack({ script: { answers, heard: [said, said], msPerWord: 80 }, ...options });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  const silences = watchSilences(line);
  watch = startStopwatch();
  const turns = () =>
    viewer.events.flatMap((event) =>
      event.type === 'transcript.completed' || event.type === 'transcript.interrupted' ? [event] : [],
    );
  const texts = () => turns().map(({ text }) => text);
  return { viewer, line, silences, texts, turns, model: await stack.model.session(0) };
}

/** What the model does instead of answering, and how many sessions it takes. */
const faults: readonly { name: string; strike(model: SessionRecord): void; models: number }[] = [
  { name: 'reset', strike: (model) => model.close(1006), models: 2 },
  { name: 'closed with 1011', strike: (model) => model.close(1011), models: 2 },
  { name: 'silent on an open socket', strike: (model) => model.mute(), models: 2 },
  { name: 'session_expired', strike: (model) => model.expire(), models: 2 },
  {
    name: 'closed, and 429 to the next handshake',
    strike(model) {
      stack.model.faults.refuseHandshakes = { status: 429, times: 1 };
      model.close(1011);
    },
    models: 2,
  },
  {
    name: '429 in place of the response',
    strike() {
      stack.model.faults.failResponses = { code: 'rate_limit_exceeded', message: 'slow down', times: 1 };
    },
    models: 1,
  },
  {
    name: 'first audio after 2.5 s',
    strike() {
      stack.model.faults.firstByteDelayMs = 2_500;
    },
    models: 1,
  },
  {
    name: 'first audio after 20 s, but not in the next session',
    strike() {
      stack.model.faults.firstByteDelayMs = 20_000;
      void stack.model.session(1).then(() => {
        stack.model.faults.firstByteDelayMs = 0;
      });
    },
    models: 2,
  },
];

describe('a model that is asked for an answer and is', () => {
  it.each(faults)(
    '$name: the candidate is asked for a moment, and answered',
    async ({ name, strike, models }) => {
      const { line, silences, texts, turns, model, viewer } = await begin();
      await eventually(() => texts().includes(greeting));
      const isBefore = models === 1 || name.includes('20 s');
      // What makes the response fail must be set before it is requested. The other faults come while it is made.
      if (isBefore) strike(model);
      else stack.model.faults.firstByteDelayMs = 300;
      const asked = () => model.received.filter(({ type }) => type === 'response.create').length;
      await line.say(tone(900));
      await eventually(() => asked() >= 2, 5_000, 5);
      const lostAt = Date.now();
      const lostAtMs = silences.nowMs;
      if (!isBefore) strike(model);
      await eventually(() => texts().includes(question), 12_000);
      expect(texts()).toEqual([greeting, said, question]);
      const answeredMs = (silences.wordSince(lostAtMs) ?? Number.POSITIVE_INFINITY) - lostAtMs;
      const fillerMs = (silences.fillerSince(lostAtMs) ?? Number.POSITIVE_INFINITY) - lostAtMs;
      expect(answeredMs).toBeLessThan(widened(4_000, lostAt, answeredMs));
      if (answeredMs > widened(1_500, lostAt, answeredMs))
        expect(fillerMs).toBeLessThanOrEqual(widened(1_500, lostAt, fillerMs));
      const silentMs = silences.longestSince(lostAtMs);
      expect(silentMs).toBeLessThan(widened(6_000, lostAt, answeredMs));
      const filler = Number.isFinite(fillerMs) ? `filler after ${fillerMs} ms` : 'no filler';
      figures.push(`  ${name}: ${filler}, answer after ${answeredMs} ms, longest silence ${silentMs} ms`);
      // One reconnect with the context, and neither a turn nor a word twice.
      expect(stack.model.sessions).toHaveLength(models);
      expect(new Set(turns().map(({ itemId }) => itemId)).size).toBe(3);
      expect(viewer.events.filter(({ type }) => type === 'interviewer.lost')).toHaveLength(models - 1);
      await line.hangUp();
      await quietCheck(stack);
    },
    40_000,
  );

  it('stalled in the middle of a sentence: the same', async () => {
    const stallAudio = { afterMs: 500, forMs: Number.POSITIVE_INFINITY, times: 1 };
    const { line, silences, texts } = await begin({ model: { speed: 1, faults: { stallAudio } } });
    await whenHeard(line, 480);
    const heardAt = Date.now();
    const heardAtMs = silences.nowMs;
    await eventually(() => texts().includes(question), 12_000);
    // Half a second is slightly more by the time the model stops.
    const lostAtMs = silences.stoppedAfter(heardAtMs);
    const lostAt = heardAt + lostAtMs - heardAtMs;
    const fillerMs = (silences.fillerSince(lostAtMs) ?? Number.POSITIVE_INFINITY) - lostAtMs;
    expect(fillerMs).toBeLessThanOrEqual(widened(1_500, lostAt, fillerMs));
    const goesOnMs = (silences.wordSince(lostAtMs + fillerMs) ?? Number.POSITIVE_INFINITY) - lostAtMs;
    expect(goesOnMs).toBeLessThan(widened(4_000, lostAt, goesOnMs));
    const silentMs = silences.longestSince(lostAtMs);
    expect(silentMs).toBeLessThan(widened(6_000, lostAt, goesOnMs));
    figures.push(
      `  stalled in a sentence: filler after ${fillerMs} ms, goes on after ${goesOnMs} ms, longest silence ${silentMs} ms`,
    );
    await line.hangUp();
    await quietCheck(stack);
  }, 40_000);
});
