import type { Faults } from '@ringback/stand-ins/openai/faults';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { turnsOf } from '../support/lost-bridge.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { watchSilences } from '../support/silences.ts';
import { operatorToken, type Stack, startStack } from '../support/stack.ts';

/** What the provider says when it does not do what it is asked: in a response, a handshake, a close. */

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const greeting = 'Welcome to the interview. What brings you here?';
const question = 'And what came of it in the end?';
const key = 'sk-proj-A1b2C3d4E5f6';

/** A call whose interviewer has greeted to the end. */
async function begin() {
  const answers = [greeting, question, question, question].map((text) => ({ text, audioMs: 1_000 }));
  stack = await startStack({ script: { answers, heard: ['I built it', 'I did'], msPerWord: 80 } });
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  const silences = watchSilences(line);
  await eventually(() => turnsOf(viewer).length === 1);
  const interviewerSaid = () =>
    turnsOf(viewer).flatMap(({ speaker, text }) => (speaker === 'interviewer' ? [text] : []));
  return { viewer, line, silences, interviewerSaid, model: await stack.model.session(0) };
}

const logged = (code: string) => stack.logs.lines.filter((line) => line.code === code);

describe('a provider that is too busy', { timeout: 40_000 }, () => {
  it('four times in a row is asked again when it says so, with a filler, and the interview goes on', async () => {
    const { viewer, line, silences, interviewerSaid, model } = await begin();
    const message = 'Rate limit reached for requests. Please try again in 2s.';
    stack.model.faults.failResponses = { code: 'rate_limit_exceeded', message, times: 4 };
    await line.say(tone(900));
    const fromMs = silences.nowMs;
    await eventually(() => interviewerSaid().length === 2, 20_000);
    expect(silences.fillerSince(fromMs)).not.toBeNull();
    const asked = model.received.flatMap(({ type, atMs }) => (type === 'response.create' ? [atMs] : []));
    expect(asked).toHaveLength(6);
    const gaps = asked.slice(2).map((atMs, index) => atMs - (asked[index + 1] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThan(1_900);
    expect(await readCounter(stack, 'model_failures_total', { code: 'rate_limit_exceeded' })).toBe(4);
    expect(logged('rate_limit_exceeded')[0]).toMatchObject({ what: 'response', kind: 'passing' });
    expect(stack.model.sessions).toHaveLength(1);
    await line.hangUp();
    await viewer.waitFor('session.ended');
    await quietCheck(stack);
  });
});

describe('a provider whose refusal only the operator can change', { timeout: 40_000 }, () => {
  it.each(['insufficient_quota', 'invalid_api_key', 'model_not_found'])(
    'is asked once, and the interview ends with an apology: %s',
    async (code) => {
      const { viewer, line, silences, model } = await begin();
      stack.model.faults.failResponses = { code, message: `See ${key}`, times: 100 };
      await line.say(tone(900));
      const fromMs = silences.nowMs;
      expect((await viewer.waitFor('session.ended', 8_000)).reason).toBe('interviewer_unavailable');
      expect(silences.apologySince(fromMs)).not.toBeNull();
      expect(model.received.filter(({ type }) => type === 'response.create')).toHaveLength(2);
      expect(logged(code)[0]).toMatchObject({ kind: 'operator' });
      expect(JSON.stringify(stack.logs.lines)).not.toContain(key);
      // The operator sees it, and no one else begins an interview that cannot take place.
      const next = await visit(stack.gatewayUrl);
      await eventually(async () => {
        const answer = await fetch(`${stack.gatewayUrl}/api/operator/instances`, {
          headers: { authorization: `Bearer ${operatorToken}` },
        });
        const { instances } = (await answer.json()) as { instances: { modelTrouble?: string }[] };
        return instances.some(({ modelTrouble }) => modelTrouble === code);
      });
      const call = { operationId: crypto.randomUUID(), jobConfiguration: { jobTitle: 'Baker' } };
      const refused = await next.fetch('/api/sessions', { body: { ...call, call: { via: 'browser' } } });
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({ error: { code: 'not_set_up' } });
    },
  );

  it.each<[string, Partial<Faults>, string]>([
    [
      'refuses the handshake with 401',
      { refuseHandshakes: { status: 401, code: 'invalid_api_key', times: 100 } },
      'refused with 401: invalid_api_key',
    ],
    [
      'accepts and closes with 3000',
      { closeAtOnce: { code: 3000, reason: 'invalid_request_error.invalid_api_key', times: 100 } },
      'closed 3000 invalid_request_error.invalid_api_key',
    ],
  ])('is recognised before the first call when it %s', async (_name, faults, reason) => {
    stack = await startStack({ env: { MODEL_SPARE_SOCKETS: '1' }, model: { faults } });
    const candidate = await visit(stack.gatewayUrl);
    await eventually(async () => {
      const body = {
        operationId: crypto.randomUUID(),
        jobConfiguration: { jobTitle: 'Baker' },
        call: { via: 'browser' },
      };
      const answer = await candidate.fetch('/api/sessions', { body });
      return answer.status === 503 && (await answer.text()).includes('not_set_up');
    });
    const lines = logged('invalid_api_key');
    expect(lines[0]).toMatchObject({ reason: expect.stringContaining(reason) });
    expect(await readCounter(stack, 'model_failures_total', { code: 'invalid_api_key' })).toBeGreaterThan(0);
  });
});

describe('a response without any sound', { timeout: 40_000 }, () => {
  it.each(['text', 'empty', 'content_filter', 'max_output_tokens'] as const)(
    'is asked for again within 3 s: %s',
    async (how) => {
      const { viewer, line, silences, interviewerSaid } = await begin();
      stack.model.faults.soundlessResponses = { how, times: 1 };
      await line.say(tone(900));
      const fromMs = silences.nowMs;
      await eventually(() => interviewerSaid().length === 2, 8_000);
      expect((silences.wordSince(fromMs) ?? Number.POSITIVE_INFINITY) - fromMs).toBeLessThan(3_000);
      await line.hangUp();
      await viewer.waitFor('session.ended');
      await quietCheck(stack);
    },
  );

  it('every time ends the interview with an apology, not in dead air', async () => {
    const { viewer, line, silences } = await begin();
    stack.model.faults.soundlessResponses = { how: 'text', times: 100 };
    await line.say(tone(900));
    const fromMs = silences.nowMs;
    expect((await viewer.waitFor('session.ended', 8_000)).reason).toBe('interviewer_unavailable');
    expect(silences.apologySince(fromMs)).not.toBeNull();
    expect(viewer.events.filter(({ type }) => type === 'transcript.completed')).toHaveLength(2);
    await quietCheck(stack);
  });
});
