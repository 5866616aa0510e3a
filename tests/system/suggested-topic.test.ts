import { newOperationId } from '@ringback/shared/client/operation-id';
import { createLocalInterviewer } from '@ringback/stand-ins/openai/interviewer/local-interviewer';
import { scriptedParts, tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, startStack } from '../support/stack.ts';

const heard = [
  'I have been baking for eight years, and for the last three I have planned the night shift myself.',
];

let stack: Stack;
beforeEach(async () => {
  const script = { answers: [], heard: [...heard, ...heard], msPerWord: 60 };
  const mind = createLocalInterviewer();
  stack = await startStack({ script, model: { parts: { ...scriptedParts(script), mind: () => mind } } });
});
afterEach(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

it('a topic that a coach whispers becomes the interviewer’s next question, and the owner reads both afterwards', async () => {
  const [candidate, coach] = [await visit(stack.gatewayUrl), await visit(stack.gatewayUrl)];
  const started = await candidate.start({
    jobConfiguration: { jobTitle: 'Baker', company: 'Acme', jobDescription: '- Experience with sourdough' },
  });
  const { sessionId } = started;
  const { url } = await candidate.api.share(sessionId, { topics: true, name: 'Frizzle' });
  const token = url.split('#')[1] ?? '';
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  const asked = () =>
    viewer.events.flatMap((event) =>
      event.type === 'transcript.completed' && event.speaker === 'interviewer' ? [event.text] : [],
    );
  await eventually(() => asked().length === 1, 10_000);
  const topic = 'conflict in a team';
  await coach.api.suggestTopic(token, { operationId: newOperationId(), topic });
  await viewer.waitFor('topic.suggested');
  // The question before is not cut off by it.
  expect(asked()).toHaveLength(1);
  await line.say(tone(3_000));
  await eventually(() => asked().length === 2, 10_000);
  expect(asked()[1]).toContain(`I would like to hear about ${topic}.`);
  await eventually(() => expect(viewer.events.some(({ type }) => type === 'topic.settled')).toBe(true));
  expect((await coach.api.coaching(token)).topics).toMatchObject([{ state: 'passed' }]);
  await line.hangUp();
  await viewer.closed;
  expect((await candidate.api.coached(sessionId)).topics).toMatchObject([
    { by: 'Frizzle', state: 'passed', text: topic },
  ]);
});
