import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const greeting = 'Welcome to the interview. What brings you here?';
const question = 'And what came of it in the end?';

async function begin(env: Record<string, string>, renewModelAfterMs?: number) {
  stack = await startStack({
    script: {
      answers: [
        // Longer than the second of the candidate's audio that telephony keeps: what began before it is told at once.
        { text: greeting, audioMs: 1_500 },
        { text: question, audioMs: 1_000 },
      ],
      heard: ['I built a team of five people'],
      msPerWord: 80,
    },
    env,
    ...(renewModelAfterMs === undefined ? {} : { renewModelAfterMs }),
  });
  const ready = () => readCounter(stack, 'model_spare_sockets');
  const talk = async () => {
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    const texts = () =>
      viewer.events.flatMap((event) => (event.type === 'transcript.completed' ? [event.text] : []));
    return { viewer, line, texts };
  };
  return { ready, talk };
}

it('a bridge reports at its start a model whose end is announced, and no other', async () => {
  await begin({ OPENAI_REALTIME_MODEL: 'gpt-realtime-mini' });
  const warnings = stack.logs.lines.filter(({ msg }) => msg.includes('has announced the end'));
  expect(warnings).toMatchObject([{ level: 'warn', model: 'gpt-realtime-mini', on: '2027-01-20' }]);
});

describe('model sessions', () => {
  it('wait ready for the next call, bounded in number, and are closed when the bridge is stopped', async () => {
    const { ready, talk } = await begin({ MODEL_SPARE_SOCKETS: '2' });
    await eventually(async () => (await ready()) === 2);
    expect(stack.model.sessions).toHaveLength(2);
    // A session that no call has taken is told nothing.
    expect(stack.model.sessions.flatMap(({ received }) => received)).toEqual([]);
    const { line, texts } = await talk();
    await eventually(() => texts().includes(greeting), 10_000);
    const taken = stack.model.sessions.filter(({ received }) =>
      received.some(({ type }) => type === 'response.create'),
    );
    expect(taken.map(({ index }) => index)).toEqual([0]);
    expect(await readCounter(stack, 'model_sockets_total', { source: 'spare' })).toBe(1);
    await eventually(async () => (await ready()) === 2);
    expect(stack.model.sessions).toHaveLength(3);
    await line.hangUp();
    await quietCheck(stack);
    await stack.bridges[0]?.drain();
    await eventually(() => stack.model.sessions.every(({ closed }) => closed !== null));
  }, 30_000);

  it('that are lost while they wait harm no call', async () => {
    const { ready, talk } = await begin({ MODEL_SPARE_SOCKETS: '1' });
    await eventually(async () => (await ready()) === 1);
    stack.model.sessions[0]?.close(1011);
    const { line, texts } = await talk();
    await eventually(() => texts().includes(greeting), 10_000);
    await line.hangUp();
    await quietCheck(stack);
  }, 30_000);

  it('are renewed at a pause before their time is over: same configuration, conversation kept, no loss', async () => {
    const { talk } = await begin({}, 2_400);
    const { viewer, line, texts } = await talk();
    await eventually(() => texts().includes(greeting), 10_000);
    const first = await stack.model.session(0);
    const next = await stack.model.session(1);
    await next.waitForReceived('conversation.item.create');
    expect(next.session.instructions).toBe(first.session.instructions);
    expect(next.replayedItems).toMatchObject([{ content: [{ text: greeting }] }]);
    await line.say(tone(900));
    await eventually(() => texts().includes(question), 15_000);
    expect(texts().filter((text) => text === greeting)).toHaveLength(1);
    const types = viewer.events.map(({ type }) => type);
    expect(types.filter((type) => type === 'interviewer.joined')).toHaveLength(1);
    expect(types).not.toContain('interviewer.lost');
    expect(types).not.toContain('session.ended');
    await line.hangUp();
    await quietCheck(stack);
  }, 40_000);
});
