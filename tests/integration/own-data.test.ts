import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { candidateIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import { ownDataSchema } from '@ringback/shared/contract/own-data';
import { noBriefing, type Practice } from '@ringback/shared/contract/practice';
import { keys } from '@ringback/shared/redis/keys';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { keepStrongerAnswer } from '@ringback/shared/redis/session/stronger-answers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleFacts } from '../../packages/shared/testing/report/sample-report.ts';
import { sendPieces } from '../../services/frontend-gateway/src/http/send-pieces.ts';
import { listOwnSessions, writeOwnData } from '../../services/frontend-gateway/src/own-data/own-data-file.ts';
import { visit } from '../support/candidate-client.ts';
import { type Gateways, startGateways } from '../support/gateways.ts';
import { bakerHash, beginInterview, newSession } from '../support/new-session.ts';
import { startRedisProxy } from '../support/redis-proxy.ts';
import { recordInterview } from '../support/report/recorded-interview.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let gateways: Gateways;
beforeEach(async () => {
  gateways = await startGateways();
});
afterEach(async () => {
  await gateways.close();
  expect(gateways.logs.errors()).toEqual([]);
});

const ownerId = candidateIdSchema.parse('can_own_data_00001');
const words = { question: 'What did you do?', answer: 'I moved a queue.' };

async function held(at: number): Promise<string> {
  const { store } = gateways;
  const sessionId = await newSession(store, { ownerId, at });
  await recordInterview(store, sessionId, words);
  return sessionId;
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

const plan: InterviewPlan = {
  ...{ competencies: ['baking', 'care'], mustCover: [{ id: 'p1', text: 'Ovens' }] },
  ...{ warmUp: 'Do you bake?', curveball: null, phases: [{ phase: 'questions', untilMs: 60_000 }] },
};

describe('the file of all that is kept of a candidate', () => {
  const parts = () => ({
    ...{ redis: gateways.redis, store: gateways.store },
    hash: (text: string) => text,
    bookings: { own: async () => [] },
    now: () => 1_000,
  });

  it('is read session by session, each only when the one before was taken', async () => {
    const nowMs = Date.now();
    const ids = [await held(nowMs), await held(nowMs + 1), await held(nowMs + 2)];
    const read: string[] = [];
    const { store } = gateways;
    const counted = {
      read: store.read,
      readLog(...[sessionId, after]: Parameters<typeof store.readLog>) {
        read.push(sessionId);
        return store.readLog(sessionId, after);
      },
    };
    const sessionIds = await listOwnSessions(gateways.redis, [ownerId]);
    expect(sessionIds).toEqual(ids.toReversed());
    const file = writeOwnData({ ...parts(), store: counted }, [ownerId], sessionIds);
    const head = await file.next();
    expect([head.value, read]).toEqual([expect.stringContaining('"format":1'), []]);
    const first = await file.next();
    expect(read).toEqual([sessionIds[0]]);
    const rest = await joined(file);
    const own = ownDataSchema.parse(JSON.parse(`${head.value}${first.value}${rest}`));
    expect(own.sessions.map(({ sessionId }) => sessionId)).toEqual(sessionIds);
    expect(own.sessions.every(({ transcript }) => transcript.length === 2)).toBe(true);
  });

  it('names a session that cannot be read, leaves out one that is gone or another’s, and has the others whole', async () => {
    const nowMs = Date.now();
    const [good, broken, torn, gone] = [
      await held(nowMs),
      await held(nowMs + 1),
      await held(nowMs + 2),
      await held(nowMs + 3),
    ];
    const { redis } = gateways;
    await redis.hset(`session:{${broken}}`, 'phase', '"nonsense"');
    await redis.del(`session:{${torn}}:log`);
    await redis.set(`session:{${torn}}:log`, 'no stream');
    await redis.del(`session:{${gone}}`);
    const other = await newSession(gateways.store, {
      ownerId: candidateIdSchema.parse('can_other_00000001'),
    });
    await redis.zadd(keys.candidateSessions(ownerId), nowMs, other);
    const sessionIds = await listOwnSessions(redis, [ownerId]);
    expect(sessionIds).toHaveLength(5);
    const own = ownDataSchema.parse(JSON.parse(await joined(writeOwnData(parts(), [ownerId], sessionIds))));
    expect(own.sessions.map(({ sessionId }) => sessionId)).toEqual([good]);
    expect(own.unreadable.toSorted()).toEqual([broken, torn].toSorted());
    expect(own.isWhole).toBe(true);
  });

  it('has plan and briefing once the session is closed: before, its questions are still to come', async () => {
    const { store, redis } = gateways;
    const practice: Practice = { kind: 'new_questions', question: { id: 'q1', text: 'Do you bake bread?' } };
    const briefing = { ...noBriefing, asked: ['Do you bake cakes?'] };
    const sessionId = await newSession(store, { ownerId, practised: { practice, briefing } });
    await beginInterview(store, sessionId);
    const planned = { type: 'interview.planned', madeBy: 'rules', configurationHash: bakerHash } as const;
    const facts = [{ ...planned, plan }, { type: 'interview.point_covered', pointId: 'p1' } as const];
    expect((await store.commit(sessionId, { type: 'record', facts })).outcome).toBe('ok');
    const read = async () => {
      const text = await joined(writeOwnData(parts(), [ownerId], await listOwnSessions(redis, [ownerId])));
      return ownDataSchema.parse(JSON.parse(text)).sessions[0];
    };
    const before = await read();
    expect(before).toMatchObject({ phase: 'active', practice, briefing: null, plans: [], coveredPoints: [] });
    await store.commit(sessionId, { type: 'end', reason: 'completed' });
    await store.commit(sessionId, { type: 'close' });
    const after = await read();
    expect(after).toMatchObject({
      phase: 'closed',
      practice,
      briefing,
      plans: [{ plan }],
      coveredPoints: ['p1'],
    });
  });

  it('has the facts that were given, each in its words, and the stronger answers', async () => {
    const { store, redis } = gateways;
    const at = Date.now();
    const id = sessionIdSchema.parse(await held(at));
    const [answer] = sampleFacts().strongerAnswers;
    if (answer === undefined) throw new Error('no answer');
    const kept = await keepStrongerAnswer(redis, id, { ...answer, factNumber: 2, text: 'To 200 ms.' });
    if (kept.outcome !== 'kept') throw new Error(kept.outcome);
    const given = (text: string) => ({ type: 'fact.given', version: 1, questionId: 'q1', text }) as const;
    const failed = { type: 'stronger_answer.failed', factNumber: 1, reason: 'quota', costUsd: 0.25 } as const;
    const ready = { type: 'stronger_answer.ready', factNumber: 2, hash: kept.hash, costUsd: 0.5 } as const;
    const report = { type: 'report.ready', version: 1, hash: 'ab'.repeat(32), costUsd: 1 } as const;
    const facts = [report, given('From 900 ms.'), failed, given('To 200.'), ready];
    expect((await store.commit(id, { type: 'record', facts })).outcome).toBe('ok');
    const own = ownDataSchema.parse(JSON.parse(await joined(writeOwnData(parts(), [ownerId], [id]))));
    expect(own.sessions[0]).toMatchObject({
      givenFacts: [
        { version: 1, questionId: 'q1', text: 'From 900 ms.', state: 'failed', reason: 'quota' },
        { text: 'To 200.', state: 'ready', costUsd: 0.5 },
      ],
      strongerAnswers: [{ factNumber: 2, text: 'To 200 ms.' }],
      ...{ practice: null, briefing: null, cost: { reportsUsd: 1.75, shown: { reportsUsd: 1.75 } } },
    });
    expect(own.sessions[0]?.givenFacts.every((fact) => fact.at >= at)).toBe(true);
  });

  it('says of a report that cannot be read that it is there', async () => {
    const sessionId = await held(Date.now());
    const hash = 'ab'.repeat(32);
    const ready = { type: 'report.ready', version: 1, hash, costUsd: 0.25 } as const;
    const id = (await listOwnSessions(gateways.redis, [ownerId]))[0] ?? ('' as never);
    expect((await gateways.store.commit(id, { type: 'record', facts: [ready] })).outcome).toBe('ok');
    await gateways.redis.hset(sessionKeys.reports(id), hash, '{"format":"no number"}');
    const own = ownDataSchema.parse(JSON.parse(await joined(writeOwnData(parts(), [ownerId], [id]))));
    expect(own.sessions[0]).toMatchObject({
      sessionId,
      reports: [{ version: 1, state: 'ready', costUsd: 0.25, kept: 'unreadable', report: null }],
      cost: { reportsUsd: 0.25 },
    });
  });
});

describe('asking for the file', () => {
  it('is refused after six in an hour, and without a cookie; the file’s name tells nothing of the person', async () => {
    const candidate = await visit(gateways.url);
    const answers: { status: number; headers: Headers; body: unknown }[] = [];
    for (const _ of [1, 2, 3, 4, 5, 6, 7]) {
      const answer = await candidate.fetch('/api/candidate/export');
      // Read to its end: a gateway writes only so many at once.
      answers.push({ status: answer.status, headers: answer.headers, body: await answer.json() });
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 429]);
    expect(Number(answers[6]?.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(answers[0]?.headers.get('content-disposition')).toBe(
      'attachment; filename="ringback-my-data.json"',
    );
    const own = ownDataSchema.parse(answers[5]?.body);
    expect(own).toMatchObject({ sessions: [], unreadable: [], verifiedNumbers: null });
    expect(own.limits).toContainEqual(expect.objectContaining({ name: 'exports', used: 6 }));
    expect((await fetch(`${gateways.url}/api/candidate/export`)).status).toBe(401);
  });

  it('is refused while another file of the same candidate is written', async () => {
    const proxy = await startRedisProxy(await testRedisUrl());
    const behind = await startGateways({ redisUrl: proxy.url });
    const candidate = await visit(behind.url);
    proxy.hold();
    const asked = [1, 2].map(() => candidate.fetch('/api/candidate/export'));
    expect((await Promise.race(asked)).status).toBe(429);
    proxy.restore();
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 429]);
    await Promise.all(answers.map((answer) => answer.text()));
    expect((await candidate.fetch('/api/candidate/export')).status).toBe(200);
    await behind.close();
    await proxy.close();
  });
});

describe('a file that is being sent', () => {
  async function* without(end: number): AsyncGenerator<string> {
    for (let piece = 0; piece < end; piece++) yield 'x'.repeat(64 * 1024);
  }

  /** How a file of this many pieces is sent to this reader. */
  async function sentTo(read: (url: string) => Promise<() => void>, pieces: number): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const server = createServer((_request, response) => {
      sendPieces(without(pieces), response, { longestMs: 60_000, idleMs: 500 }).then(resolve, reject);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const close = await read(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const outcome = await promise;
    close();
    server.close();
    return outcome;
  }
  const readAll = async (url: string) => {
    await (await fetch(url)).text();
    return () => {};
  };
  const readNothing = async (url: string) => {
    const [response] = (await once(request(url).end(), 'response')) as [IncomingMessage];
    response.pause();
    return () => response.destroy();
  };
  const leave = async (url: string) => {
    const [response] = (await once(request(url).end(), 'response')) as [IncomingMessage];
    response.destroy();
    return () => {};
  };

  it('is broken off when its reader takes nothing more', async () => {
    expect(await sentTo(readNothing, Number.POSITIVE_INFINITY)).toBe('idle');
    expect(await sentTo(leave, Number.POSITIVE_INFINITY)).toBe('gone');
    expect(await sentTo(readAll, 200)).toBe('whole');
  });
});
