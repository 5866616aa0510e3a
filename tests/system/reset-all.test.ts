import type { ResetProgress } from '@ringback/shared/contract/http-api';
import type { CandidateBehaviour } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { openedRawSocket } from '../support/raw-socket.ts';
import { operatorToken, type Stack, startStack } from '../support/stack.ts';
import { readSessionFields } from '../support/stored.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const resetUrl = () => `${stack.gatewayUrl}/api/operator/reset-all`;

function askReset(body: unknown, token = operatorToken): Promise<Response> {
  return fetch(resetUrl(), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function readProgress(operationId: string): Promise<ResetProgress> {
  const answer = await fetch(`${resetUrl()}/${operationId}`, {
    headers: { authorization: `Bearer ${operatorToken}` },
  });
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Resets all and waits until every instance has confirmed. */
async function resetAll(): Promise<ResetProgress> {
  const answer = await askReset({ confirm: 'reset all' });
  expect(answer.status).toBe(202);
  const { operationId } = await answer.json();
  return eventually(async () => {
    const progress = await readProgress(operationId);
    if (!progress.done) throw new Error(`not done: ${JSON.stringify(progress)}`);
    return progress;
  });
}

const phaseOf = async (sessionId: string) => (await stack.store.read(sessionId as never))?.record.phase;

/** It has its own candidate, because a candidate has one phone. */
async function startPhone(phase: string): Promise<string> {
  const candidate = await visit(stack.gatewayUrl);
  const call = { via: 'phone', phoneNumber: '+14155550100' } as const;
  const { sessionId } = await candidate.start({ call });
  await eventually(async () => (await phaseOf(sessionId)) === phase);
  return sessionId;
}

describe('resetting all sessions', { timeout: 30_000 }, () => {
  it('ends every session in every phase on every instance, and lets waiting browsers go', async () => {
    const behaviours: CandidateBehaviour[] = [
      { type: 'no_answer' },
      { type: 'answers', afterMs: 0, keys: [null, null] },
    ];
    stack = await startStack({
      bridges: 2,
      gateways: 2,
      answer: () => behaviours.shift() ?? { type: 'no_answer' },
    });
    const candidate = await visit(stack.gatewayUrl);
    const configured = await candidate.start();
    const talks = await Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        const started = await candidate.start();
        // Both gateways watch.
        const port = stack.gateways[index % 2]?.port;
        const viewer = await candidate.watch(started, { gatewayUrl: `http://127.0.0.1:${port}` });
        const line = await candidate.talk(started);
        await viewer.waitFor('transcript.completed');
        return { sessionId: started.sessionId, viewer, line };
      }),
    );
    const waiting = await Promise.all(
      stack.gateways.map(({ port }) => openedRawSocket(`ws://127.0.0.1:${port}/logs`)),
    );
    const ringing = await startPhone('ringing');
    const answered = await startPhone('answered');
    expect(await phaseOf(configured.sessionId)).toBe('configured');
    const bridges = talks.map(({ viewer }) =>
      viewer.events.flatMap((event) => (event.type === 'interviewer.joined' ? [event.bridge] : [])),
    );
    expect(bridges.flat()).toHaveLength(4);

    const began = Date.now();
    const progress = await resetAll();
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(progress).toMatchObject({ sessionsTotal: 7, sessionsEnded: 7 });
    expect(progress.instances.map(({ instance, confirmed }) => [instance, confirmed]).toSorted()).toEqual([
      ['bridge-1', true],
      ['bridge-2', true],
      ['gateway-1', true],
      ['gateway-2', true],
      ['telephony-1', true],
    ]);
    for (const { viewer, line } of talks) {
      expect((await viewer.waitFor('session.ended')).reason).toBe('reset');
      expect((await line.closed).code).toBe(1000);
      expect((await viewer.closed).code).toBe(1000);
    }
    for (const socket of waiting) expect((await socket.closed).code).toBe(1012);
    for (const sessionId of [configured.sessionId, ringing, answered]) {
      expect((await stack.store.read(sessionId as never))?.record.endReason).toBe('reset');
    }
    for (const call of stack.carrier?.calls ?? []) await call.ended;
    expect(stack.carrier?.calls).toHaveLength(2);
    await quietCheck(stack);

    // Afterwards everything works as before.
    const next = await candidate.start();
    const viewer = await candidate.watch(next);
    const line = await candidate.talk(next);
    await viewer.waitFor('transcript.completed');
    await line.hangUp();
    await viewer.waitFor('session.closed');
    await quietCheck(stack);
  });

  it('needs the confirmation in words and the operator’s token; without them nothing changes', async () => {
    stack = await startStack();
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const waiting = await openedRawSocket(`${stack.gatewayUrl.replace(/^http/, 'ws')}/logs`);
    const before = await readSessionFields(stack.redis, started.sessionId);
    for (const [body, token, status] of [
      [{}, operatorToken, 422],
      [{ confirm: true }, operatorToken, 422],
      [{ confirm: 'reset all', sure: true }, operatorToken, 422],
      [{ confirm: 'reset all' }, 'another-operator-token', 401],
      [{ confirm: 'reset all' }, '', 401],
    ] as const) {
      expect((await askReset(body, token)).status, JSON.stringify(body)).toBe(status);
    }
    // A candidate is no operator.
    const asCandidate = await candidate.fetch('/api/operator/reset-all', { body: { confirm: 'reset all' } });
    expect(asCandidate.status).toBe(401);
    expect(await stack.redis.exists('fleet')).toBe(0);
    expect(await readSessionFields(stack.redis, started.sessionId)).toEqual(before);
    expect(waiting.messages).toEqual([]);
    waiting.close();
    expect((await waiting.closed).code).toBe(1000);
    const line = await candidate.talk(started);
    await line.hangUp();
    await quietCheck(stack);
  });

  it('catches a session that the walk has missed at its next touch', async () => {
    stack = await startStack();
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    await stack.redis.zrem('live', started.sessionId);
    const progress = await resetAll();
    expect(progress).toMatchObject({ sessionsTotal: 0, sessionsEnded: 0 });
    expect(await phaseOf(started.sessionId)).toBe('configured');

    const line = await candidate.talk(started);
    expect((await viewer.waitFor('session.ended')).reason).toBe('reset');
    expect(viewer.events.some(({ type }) => type === 'media.started')).toBe(false);
    await line.closed;
    await viewer.waitFor('session.closed');
    expect(stack.model.sessions.filter(({ entries }) => entries.length > 0)).toEqual([]);
    await quietCheck(stack);
  });
});
