import type { Levels } from '@ringback/shared/contract/levels';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { type Script, tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenHeard } from '../support/line-events.ts';
import { callPhone, startPhoneStack, whenClosed } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, startStack } from '../support/stack.ts';
import type { Viewer } from '../support/viewer-client.ts';

const newScript = (): Script => ({
  answers: [{ text: 'Tell me about your last project, please.', audioMs: 4_000 }, { text: 'Go on.' }],
  heard: ['I led a small team.'],
  msPerWord: 80,
});

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const levelsOf = ({ messages }: Viewer): Levels[] =>
  messages.flatMap((message) => (message.type === 'levels' ? [message] : []));
const loudest = (viewer: Viewer, side: keyof Levels) =>
  Math.max(0, ...levelsOf(viewer).map((levels) => levels[side]));

describe('levels', { timeout: 40_000 }, () => {
  it('of a phone call come to its page from real samples, stand in no log, and end with it', async () => {
    const phones = await startPhoneStack(undefined, { script: newScript(), model: { speed: 1 } });
    stack = phones;
    const { viewer, call, sessionId } = await callPhone(phones);
    const { client } = await call.streamOpened();
    await whenHeard(client, 1_000);
    await eventually(() => expect(loudest(viewer, 'interviewer')).toBeGreaterThan(50), 10_000);
    expect(loudest(viewer, 'candidate')).toBeLessThan(20);
    await whenHeard(client, 3_900);
    await client.say(tone(900));
    await eventually(() => expect(loudest(viewer, 'candidate')).toBeGreaterThan(50), 10_000);
    const channel = sessionKeys.levels(sessionId);
    expect(await stack.redis.pubsub('NUMSUB', channel)).toEqual([channel, 1]);
    call.hangUp();
    await whenClosed(stack, sessionId);
    expect(await stack.redis.pubsub('NUMSUB', channel)).toEqual([channel, 0]);
    const log = await stack.store.readLog(sessionId, 0);
    expect(log.filter(({ event }) => event.type === 'unknown')).toEqual([]);
    expect(JSON.stringify(log)).not.toContain('"levels"');
    await quietCheck(stack);
  });

  it('of a browser call come to a coach, and not to the page that has the sound', async () => {
    stack = await startStack({ script: newScript(), model: { speed: 1 } });
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    await whenHeard(line, 200);
    expect(await stack.redis.pubsub('NUMSUB', sessionKeys.levels(started.sessionId as never))).toEqual([
      ...[sessionKeys.levels(started.sessionId as never), 0],
    ]);
    const { url } = await candidate.api.share(started.sessionId as never);
    const coach = await visit(stack.gatewayUrl);
    const watching = await coach.watch(await coach.api.shareTicket(url.split('#')[1] ?? ''));
    await eventually(() => expect(loudest(watching, 'interviewer')).toBeGreaterThan(50), 10_000);
    expect(levelsOf(viewer)).toEqual([]);
    await line.hangUp();
    await viewer.waitFor('session.closed');
    await quietCheck(stack);
  });
});
