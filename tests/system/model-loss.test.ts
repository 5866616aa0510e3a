import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, type StackOptions, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const greeting = 'Welcome to the interview. What brings you here?';
const question = 'And what came of it in the end?';

/** A call whose interviewer has greeted to the end. */
async function begin(options: StackOptions = {}) {
  stack = await startStack({
    script: {
      answers: [
        { text: greeting, audioMs: 1_500 },
        { text: question, audioMs: 2_000 },
      ],
      heard: ['I built a team of five people'],
      msPerWord: 80,
    },
    ...options,
  });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  const texts = () =>
    viewer.events.flatMap((event) =>
      event.type === 'transcript.completed' || event.type === 'transcript.interrupted' ? [event.text] : [],
    );
  return { candidate, started, viewer, line, texts, model: await stack.model.session(0) };
}

describe('a model session that is lost', () => {
  it('while neither side speaks is replaced: same configuration, the conversation so far, no second greeting', async () => {
    const { viewer, line, texts, model } = await begin();
    await eventually(() => texts().includes(greeting));
    model.close(1011);
    await viewer.waitFor('interviewer.lost');
    const next = await stack.model.session(1);
    await eventually(() => next.replayedItems.length === 1);
    expect(next.session.instructions).toBe(model.session.instructions);
    expect(next.session.audio.output.voice).toBe(model.session.audio.output.voice);
    await line.say(tone(900));
    await eventually(() => texts().includes(question), 10_000);
    expect(texts()).toEqual([greeting, 'I built a team of five people', question]);
    expect(next.violations).toEqual([]);
    const types = viewer.events.map(({ type }) => type);
    expect(types.filter((type) => type === 'interviewer.joined')).toHaveLength(2);
    expect(types.lastIndexOf('interviewer.joined')).toBeLessThan(types.lastIndexOf('configuration.received'));
    await line.hangUp();
    await quietCheck(stack);
  });

  it('while the interviewer speaks: what was heard stands, and the interviewer goes on', async () => {
    const { viewer, line, texts, model } = await begin({ model: { speed: 1 } });
    await whenHeard(line, 600);
    const lostAt = Date.now();
    model.close(1006);
    const cut = await viewer.waitFor('transcript.interrupted');
    expect(greeting.startsWith(cut.text)).toBe(true);
    expect(cut.text).not.toBe('');
    const next = await stack.model.session(1);
    const asked = await next.waitForReceived('response.create');
    expect(Date.now() - lostAt).toBeLessThan(4_000);
    expect(asked.type).toBe('response.create');
    expect(next.replayedItems[0]).toMatchObject({
      role: 'assistant',
      content: [{ type: 'output_text', text: cut.text }],
    });
    await eventually(() => texts().includes(question), 10_000);
    expect(next.violations).toEqual([]);
    await line.hangUp();
    await quietCheck(stack);
  });

  it('while the candidate speaks: not a word is lost', async () => {
    const { line, texts, model, viewer } = await begin();
    await eventually(() => texts().includes(greeting));
    const said = line.say(tone(1_800));
    await model.waitForSent('input_audio_buffer.speech_started');
    model.close(1006);
    await said;
    await eventually(() => texts().includes(question), 10_000);
    expect(texts()).toEqual([greeting, 'I built a team of five people', question]);
    const turn = viewer.events.find(
      (event) => event.type === 'transcript.completed' && event.speaker === 'candidate',
    );
    if (turn?.type !== 'transcript.completed') throw new Error('no turn of the candidate');
    // The whole of it, with the padding and the pause that ended it.
    expect(turn.endedAtMs - turn.startedAtMs).toBeGreaterThan(1_700);
    await line.hangUp();
    await quietCheck(stack);
  });

  it('that falls silent in the middle of a response is replaced within six seconds', async () => {
    const { line, texts } = await begin({
      model: {
        speed: 1,
        faults: { stallAudio: { afterMs: 500, forMs: Number.POSITIVE_INFINITY, times: 1 } },
      },
    });
    const next = await stack.model.session(1);
    await next.waitForReceived('response.create');
    await eventually(() => texts().includes(question), 10_000);
    await line.hangUp();
    await quietCheck(stack);
  }, 30_000);

  it('that reads and never answers is noticed, although its socket is open', async () => {
    const { line, texts, model } = await begin();
    await eventually(() => texts().includes(greeting));
    const mutedAt = Date.now();
    model.mute();
    const next = await stack.model.session(1);
    await next.waitForReceived('session.update');
    expect(Date.now() - mutedAt).toBeLessThan(7_000);
    await line.hangUp();
    await quietCheck(stack);
  }, 30_000);

  it('a third time ends the call with an apology that is heard', async () => {
    const { viewer, line, texts } = await begin();
    await eventually(() => texts().includes(greeting));
    for (let index = 0; index < 3; index++) {
      const session = await stack.model.session(index);
      await session.waitForSent('session.updated');
      if (index > 0) await session.waitForReceived('conversation.item.create');
      session.close(1011);
    }
    const heardBefore = line.heard.totalBytes;
    const ended = await viewer.waitFor('session.ended', 12_000);
    expect(ended.reason).toBe('interviewer_unavailable');
    expect(line.heard.totalBytes - heardBefore).toBeGreaterThan(5_000 * 8);
    await quietCheck(stack);
  }, 30_000);

  it('before the first word is replaced too, and the greeting comes once', async () => {
    const { line, texts, viewer } = await begin({
      model: { faults: { refuseHandshakes: { status: 429, times: 1 } } },
    });
    await eventually(() => texts().includes(greeting), 10_000);
    expect(viewer.events.filter(({ type }) => type === 'interviewer.joined')).not.toEqual([]);
    await line.hangUp();
    await quietCheck(stack);
  });
});
