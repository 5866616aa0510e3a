import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import type { SessionRecord } from '@ringback/stand-ins/openai/session-record';
import { type Script, tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenCleared, whenHeard } from '../support/line-events.ts';
import { violationsOf } from '../support/model-violations.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, startStack } from '../support/stack.ts';
import type { Viewer } from '../support/viewer-client.ts';

const longQuestion = Array.from({ length: 20 }, (_, index) => `word${index + 1}`).join(' ');
/** Of its own for each test: what was answered is gone from it. */
const newScript = (): Script => ({
  answers: [{ text: longQuestion, audioMs: 6_000 }, { text: 'Please go on.' }, { text: 'And then?' }],
  heard: ['May I answer now?'],
  msPerWord: 80,
});

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

interface Interview {
  candidate: CandidateClient;
  sessionId: string;
  viewer: Viewer;
  line: MediaStreamClient;
  model: SessionRecord;
}

async function beginInterview(): Promise<Interview> {
  stack = await startStack({ script: newScript(), model: { speed: Number.POSITIVE_INFINITY } });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  return { candidate, sessionId: started.sessionId, viewer, line, model: await stack.model.session(0) };
}

const steer = (viewer: Viewer, kind: string, operationId?: string) =>
  viewer.command({ type: 'steer', kind }, operationId);

/** What came of the one that was asked at this revision. */
const answerTo = (viewer: Viewer, revision: number | undefined) =>
  eventually(() => {
    const answer = viewer.events.find(
      (event) => event.type === 'steering.answered' && event.asked === revision,
    );
    if (answer?.type !== 'steering.answered') throw new Error(`no answer to ${revision}`);
    return answer;
  }, 10_000);

const notes = ({ received }: SessionRecord) =>
  received.flatMap(({ event }) => {
    const { item } = event as { item?: { role?: string; content?: { text?: string }[] } };
    return item?.role === 'system' ? [item.content?.[0]?.text ?? ''] : [];
  });
const responses = ({ received }: SessionRecord) =>
  received.filter(({ type }) => type === 'response.create').length;
const turnsOf = (viewer: Viewer) =>
  viewer.events.flatMap((event) =>
    event.type === 'transcript.completed' || event.type === 'transcript.interrupted'
      ? [`${event.speaker} ${event.type.split('.')[1]}`]
      : [],
  );

async function leave({ viewer, line, model }: Interview): Promise<void> {
  await line.hangUp();
  await viewer.waitFor('session.closed');
  await quietCheck(stack);
  expect(violationsOf(model)).toEqual([]);
  expect(line.violations).toEqual([]);
}

describe('a candidate steers the interviewer', { timeout: 40_000 }, () => {
  it('skips ahead: the phone falls silent, what was heard is on the record, and the floor is theirs', async () => {
    const interview = await beginInterview();
    const { viewer, line, model } = interview;
    await whenHeard(line, 1_000);
    const cleared = whenCleared(line);
    const ack = await steer(viewer, 'skip_ahead');
    expect(ack).toMatchObject({ outcome: 'ok', revision: expect.any(Number) });
    await cleared;
    expect(await answerTo(viewer, ack.revision)).toMatchObject({
      ...{ kind: 'skip_ahead', by: 'page', outcome: 'done' },
    });
    const cut = await viewer.waitFor('transcript.interrupted');
    expect(longQuestion.startsWith(cut.text)).toBe(true);
    expect(cut.text.length).toBeLessThan(longQuestion.length);
    const truncate = model.received.find(({ type }) => type === 'conversation.item.truncate')?.event;
    expect(truncate).toMatchObject({ item_id: cut.itemId, audio_end_ms: cut.heardMs });
    expect(notes(model).at(-1)).toContain('wants to speak now');
    expect(responses(model)).toBe(1);

    const again = await steer(viewer, 'skip_ahead');
    expect(await answerTo(viewer, again.revision)).toMatchObject({ outcome: 'not_speaking' });
    await line.say(tone(900));
    await eventually(() => expect(turnsOf(viewer)).toHaveLength(3), 15_000);
    expect(turnsOf(viewer)).toEqual([
      'interviewer interrupted',
      'candidate completed',
      'interviewer completed',
    ]);
    expect(line.clears).toHaveLength(1);
    await leave(interview);
  });

  it.each([
    ['repeat', /repeat your last question/],
    ['skip_question', /next point of the plan/],
  ] as const)('%s: the sentence is cut, and the model does it at once', async (kind, note) => {
    const interview = await beginInterview();
    const { viewer, line, model } = interview;
    await whenHeard(line, 800);
    const ack = await steer(viewer, kind);
    expect(await answerTo(viewer, ack.revision)).toMatchObject({ kind, outcome: 'done' });
    await eventually(() => expect(turnsOf(viewer)).toHaveLength(2), 15_000);
    expect(turnsOf(viewer)).toEqual(['interviewer interrupted', 'interviewer completed']);
    expect(notes(model).filter((text) => note.test(text))).toHaveLength(1);
    expect(responses(model)).toBe(2);
    await leave(interview);
  });

  it('once, however often the same operation arrives', async () => {
    const interview = await beginInterview();
    const { viewer, line, model } = interview;
    await whenHeard(line, 800);
    const operationId = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const first = await steer(viewer, 'repeat', operationId);
    viewer.send(JSON.stringify({ type: 'steer', kind: 'repeat', operationId }));
    viewer.send(JSON.stringify({ type: 'steer', kind: 'skip_ahead', operationId }));
    const acks = await eventually(() => {
      const all = viewer.messages.filter((message) => message.type === 'ack');
      expect(all).toHaveLength(3);
      return all;
    });
    expect(acks.map(({ outcome, revision }) => [outcome, revision])).toEqual([
      ['ok', first.revision],
      ['duplicate', first.revision],
      ['illegal', undefined],
    ]);
    await answerTo(viewer, first.revision);
    expect(notes(model).filter((text) => text.includes('repeat'))).toHaveLength(1);
    await leave(interview);
  });

  it('is told in words what is not possible: too early, unknown, too often', async () => {
    stack = await startStack({ script: newScript() });
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    expect(await steer(viewer, 'repeat')).toMatchObject({
      ...{ outcome: 'illegal', reason: 'not_begun', message: 'the interview has not begun' },
    });
    expect(await steer(viewer, 'whistle')).toMatchObject({ outcome: 'illegal', reason: 'not_known' });
    expect(await readCounter(stack, 'steering_total', { answer: 'not_known' })).toBe(1);
    const line = await candidate.talk(started);
    await whenHeard(line, 200);
    const outcomes: string[] = [];
    for (let press = 0; press < 22; press++) {
      outcomes.push((await steer(viewer, 'skip_ahead')).reason ?? 'ok');
    }
    // What was refused above has cost one too.
    expect(outcomes).toEqual([...Array(19).fill('ok'), ...Array(3).fill('too_often')]);

    await line.hangUp();
    await viewer.waitFor('session.ended');
    await quietCheck(stack);
  });
});
