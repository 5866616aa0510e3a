import { createLocalInterviewer } from '@ringback/stand-ins/openai/interviewer/local-interviewer';
import {
  createResponsesStandIn,
  type ResponsesFaults,
} from '@ringback/stand-ins/openai/responses/responses-stand-in';
import { scriptedParts, tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { readEvents } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const heard = [
  'I have been baking for eight years, and for the last three I have planned the work of the night shift myself.',
];
const jobConfiguration = {
  jobTitle: 'Baker',
  company: 'Acme',
  jobDescription: '- Experience with sourdough',
  lengthMinutes: 5 as const,
};

/** The local interviewer, and a Responses API that behaves like this. */
async function begin(faults: Partial<ResponsesFaults> = {}, bridges = 1) {
  const script = { answers: [], heard: [...heard], msPerWord: 60 };
  const responses = createResponsesStandIn({ faults });
  const mind = createLocalInterviewer();
  stack = await startStack({
    script,
    responses,
    bridges,
    model: { parts: { ...scriptedParts(script), mind: () => mind } },
  });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start({ jobConfiguration });
  const viewer = await candidate.watch(started);
  // By the log, because a page is told no coming question.
  const plans = async () =>
    (await readEvents(stack, started.sessionId)).flatMap((event) =>
      event.type === 'interview.planned' ? [event] : [],
    );
  const texts = () =>
    viewer.events.flatMap((event) => (event.type === 'transcript.completed' ? [event.text] : []));
  return { candidate, started, viewer, plans, texts, responses };
}

describe('the interview plan', () => {
  it('is made through the Responses API, is on the record, and is what the interviewer asks', async () => {
    const { candidate, started, plans, texts, responses } = await begin();
    const line = await candidate.talk(started);
    await eventually(async () => (await plans()).some(({ madeBy }) => madeBy === 'model'));
    expect((await plans()).at(-1)?.plan).toMatchObject({
      mustCover: [{ id: 'p1', text: 'Experience with sourdough' }],
      curveball: 'If you had to drop one duty of this job, which would it be, and why?',
    });
    expect(responses.requests).toHaveLength(1);
    await eventually(() => texts().length === 1, 10_000);
    await line.say(tone(2_000));
    await eventually(() => texts().some((text) => text.includes('sourdough')), 10_000);
    const session = await stack.model.session(0);
    expect(session.violations).toEqual([]);
    expect(session.session.instructions).toContain('If you had to drop one duty');
    await line.hangUp();
    await quietCheck(stack);
    // The plan was paid for like any other answer of a model.
    const record = await stack.store.read(started.sessionId);
    expect(record?.record.modelUse?.text.input).toBeGreaterThan(0);
  });

  it.each([
    ['is away', { refuse: { status: 503, times: 2 } }, 'refused'],
    ['is slow', { delayMs: 60_000 }, 'too_slow'],
    ['answers nonsense', { answer: 'not_json' }, 'malformed'],
    ['refuses', { answer: 'refusal' }, 'refusal'],
  ] as const)(
    'is made by rules when the Responses API %s, and the call is unaffected',
    async (_how, faults, reason) => {
      const { candidate, started, plans, texts, viewer } = await begin(faults);
      const line = await candidate.talk(started);
      await viewer.waitFor('configuration.received');
      await eventually(() => texts().length === 1, 10_000);
      await eventually(
        async () => (await readCounter(stack, 'interview_plans_total', { made_by: 'rules', reason })) === 1,
        10_000,
      );
      await line.say(tone(2_000));
      await eventually(() => texts().some((text) => text.includes('sourdough')), 10_000);
      expect((await plans()).map(({ madeBy }) => madeBy)).toEqual(['rules']);
      await line.hangUp();
      await quietCheck(stack);
    },
  );

  it('is kept: the bridge that takes over requests no other one', async () => {
    const { candidate, started, plans, texts, viewer, responses } = await begin({}, 2);
    const line = await candidate.talk(started);
    await eventually(async () => (await plans()).some(({ madeBy }) => madeBy === 'model'));
    await eventually(() => texts().length === 1, 10_000);
    const made = (await plans()).length;
    await viewer.waitFor('interviewer.joined');
    const bridge = (await stack.store.read(started.sessionId))?.record.bridge;
    const holder = stack.bridges[bridge === 'bridge-1' ? 0 : 1];
    await holder?.drain();
    const next = await stack.model.session(1);
    await next.waitForSent('session.updated');
    expect(next.session.instructions).toContain('If you had to drop one duty');
    expect(await plans()).toHaveLength(made);
    expect(responses.requests).toHaveLength(1);
    await line.hangUp();
    await quietCheck(stack);
  });
});
