import { shownCostOf } from '@ringback/shared/session/shown-cost';
import type { SessionRecord } from '@ringback/stand-ins/openai/session-record';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { whenClosed } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, type StackOptions, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** Each token of text costs a hundredth of a cent. Nothing else costs anything. */
const perToken = 0.0001;
const rates = { input: perToken * 1e6, cached: perToken * 1e6, output: perToken * 1e6 };
const prices = JSON.stringify({ 'gpt-realtime-2.1': { text: rates }, 'gpt-transcribe': {} });

interface Told {
  response: {
    usage: { input_token_details: { text_tokens: number }; output_token_details: { text_tokens: number } };
  };
}
/** What the stand-in has charged for its responses, in US dollars. */
function chargedBy(session: SessionRecord): number {
  const done = session.sent.filter(({ type }) => type === 'response.done');
  return done.reduce((sum, { event }) => {
    const { usage } = (event as unknown as Told).response;
    return sum + (usage.input_token_details.text_tokens + usage.output_token_details.text_tokens) * perToken;
  }, 0);
}

async function begin(options: StackOptions = {}) {
  stack = await startStack({
    script: {
      answers: [{ text: 'Welcome. What brings you here?' }, { text: 'And what came of it?' }],
      heard: ['I built a team of five people'],
      msPerWord: 80,
    },
    ...options,
    env: { MODEL_PRICES: prices, ...options.env },
  });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  const texts = () =>
    viewer.events.flatMap((event) => (event.type === 'transcript.completed' ? [event.text] : []));
  return { candidate, started, viewer, line, texts };
}

describe('what the model costs', () => {
  it('is on the record with its tokens, and continues with the bridge that takes over', async () => {
    const { started, viewer, line, texts } = await begin({ bridges: 2 });
    await eventually(() => texts().length === 1, 10_000);
    await viewer.waitFor('interviewer.joined');
    const bridge = (await stack.store.read(started.sessionId))?.record.bridge;
    await stack.bridges[bridge === 'bridge-1' ? 0 : 1]?.drain();
    const first = await stack.model.session(0);
    const next = await stack.model.session(1);
    await next.waitForSent('session.updated');
    const before = (await stack.store.read(started.sessionId))?.record.modelUse;
    expect(before?.costUsd).toBeCloseTo(chargedBy(first), 6);
    await line.say(tone(900));
    await eventually(() => texts().length === 3, 15_000);
    await line.hangUp();
    const { modelUse } = await whenClosed(stack, started.sessionId);
    expect(chargedBy(next)).toBeGreaterThan(0);
    expect(modelUse?.costUsd).toBeCloseTo(chargedBy(first) + chargedBy(next), 6);
    expect(modelUse?.text.input).toBeGreaterThan(before?.text.input ?? 0);
    expect(modelUse?.audio.output).toBeGreaterThan(0);
    await quietCheck(stack);
  }, 40_000);

  it('is told to its candidate after the call, beside the estimate that was shown before', async () => {
    const { candidate, started, line, texts } = await begin({ env: { MODEL_MODE: 'live' } });
    const { estimate } = await candidate.api.quote({ via: 'browser' }, 15);
    expect(estimate).toBeGreaterThan(0);
    await eventually(() => texts().length === 1, 10_000);
    await line.hangUp();
    const { modelUse } = await whenClosed(stack, started.sessionId);
    const { view } = await candidate.api.session(started.sessionId);
    expect(modelUse?.costUsd).toBeGreaterThan(0);
    expect(shownCostOf(view)).toMatchObject({
      carrier: { how: 'free', why: 'no_carrier' },
      interviewer: { how: 'metered', usd: modelUse?.costUsd },
      estimateUsd: estimate,
    });
    await quietCheck(stack);
  }, 30_000);

  it('above its limit leads to the goodbye, far above it to the end', async () => {
    const { viewer } = await begin({ env: { MODEL_COST_LIMIT_USD: '0.01' } });
    const ended = await viewer.waitFor('session.ended', 15_000);
    expect(ended.reason).toBe('limit_reached');
    await quietCheck(stack);
  }, 30_000);
});
