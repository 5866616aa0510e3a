import { randomUUID } from 'node:crypto';
import { readStoredRecord } from '@ringback/session-model/store/stored-record';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, gatewayPage, startGateways } from '../support/gateways.ts';
import { jobConfiguration } from '../support/new-session.ts';
import { readHeld } from '../support/quiet-check.ts';
import { openViewer, type Viewer } from '../support/viewer-client.ts';

let gateways: Gateways;
let candidate: CandidateClient;
beforeAll(async () => {
  gateways = await startGateways({
    count: 2,
    env: { MAX_VIEWERS_PER_SESSION: '3', MAX_VIEWERS_PER_CANDIDATE: '5', LIVE_SESSIONS_PER_CANDIDATE: '2' },
  });
});
afterAll(() => gateways.close());
afterEach(async () => {
  expect(gateways.logs.errors()).toEqual([]);
  const nothing = { socket: 0, timer: 0, subscription: 0, session: 0, pending: 0 };
  await eventually(async () => expect(await readHeld({ serviceUrls: gateways.urls })).toMatchObject(nothing));
});

const welcomed = async (viewer: Viewer) => {
  await eventually(() => viewer.messages.some(({ type }) => type === 'welcome'));
  return viewer;
};
const watchAt = async (sessionId: string, gateway = 0) =>
  welcomed(
    await candidate.watch(
      { sessionId, ticket: await candidate.ticket(sessionId) },
      { gatewayUrl: gateways.urls[gateway] ?? '' },
    ),
  );
const coachesOf = ({ messages }: Viewer) =>
  messages.flatMap((message) => (message.type === 'watched' ? [message.coaches] : []));
const end = (sessionId: string) =>
  candidate.fetch(`/api/sessions/${sessionId}/end`, { body: { operationId: randomUUID() } });

describe('a ticket', () => {
  it('is good in the browser and on the page that asked for it, and nowhere else', async () => {
    candidate = await visit(gateways.url);
    const thief = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    for (const [cookie, origin] of [
      [thief.cookie, gatewayPage],
      ['', gatewayPage],
      [`${candidate.cookie}x`, gatewayPage],
    ] as const) {
      const ticket = await candidate.ticket(sessionId);
      const viewer = await openViewer({ url: gateways.logsUrl, sessionId, ticket, cookie, origin });
      expect((await viewer.closed).code).toBe(closeCodes.notAllowed);
      expect(viewer.messages).toEqual([]);
    }
    (await watchAt(sessionId)).close();
    await end(sessionId);
  });
});

describe('a shared link', () => {
  it('lets a coach watch but command nothing; the candidate sees the coach, and revokes the link', async () => {
    candidate = await visit(gateways.url);
    const coach = await visit(gateways.url);
    const resume = 'CANARY-resume';
    const { sessionId } = await candidate.start({ jobConfiguration: { jobTitle: 'Baker', resume } });
    const owner = await watchAt(sessionId, 1);
    const shared = await candidate.api.share(sessionId, { expiresInMinutes: 5 });
    expect(shared.url).toMatch(/^http:\/\/localhost:3000\/watch#[\w-]{32}$/);
    const token = new URL(shared.url).hash.slice(1);

    const granted = await coach.api.shareTicket(token);
    expect(granted.sessionId).toBe(sessionId);
    const watching = await welcomed(await coach.watch(granted));
    expect(watching.messages[0]).toMatchObject({ mode: 'snapshot', view: { sessionId } });
    // What the owner reads of it, live and on return, and what a coach may read of it.
    const change = { type: 'job.configuration', jobConfiguration: { jobTitle: 'Cook', resume } } as const;
    await owner.command(change);
    await watching.waitFor('configuration.changed');
    const again = await watchAt(sessionId);
    for (const { messages } of [owner, again]) expect(JSON.stringify(messages)).toContain(resume);
    again.close();
    expect(JSON.stringify(watching.messages)).toContain('Cook');
    const { ownerId } = await readStoredRecord(gateways.redis, sessionId);
    for (const secret of [resume, ownerId ?? 'no owner']) {
      expect(JSON.stringify(watching.messages)).not.toContain(secret);
    }
    // At another gateway, within one heartbeat.
    await eventually(() => expect(coachesOf(owner)).toEqual([1]), 7_000);

    const commands = [
      { type: 'call.end' },
      { type: 'job.configuration', jobConfiguration: { jobTitle: 'Spy' } },
    ] as const;
    for (const command of commands) {
      expect(await watching.command(command)).toMatchObject({ outcome: 'illegal' });
    }
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/share'],
      ['POST', '/media-token'],
      ['POST', '/ticket'],
    ] as const) {
      expect((await coach.fetch(`/api/sessions/${sessionId}${path}`, { method })).status).toBe(404);
    }
    expect((await gateways.store.read(sessionId))?.record).toMatchObject({ phase: 'configured' });

    expect((await candidate.api.shares(sessionId)).shares).toEqual([
      {
        ...{ shareId: shared.shareId, createdAt: shared.createdAt, expiresAt: shared.expiresAt, name: '' },
        ...{ report: false, notes: false, allNotes: false, topics: false, isWatching: true },
      },
    ]);
    const unused = await candidate.api.share(sessionId, { expiresInMinutes: 5, name: 'Not opened yet' });
    const watchingNow = (await candidate.api.shares(sessionId)).shares.filter((link) => link.isWatching);
    expect(watchingNow.map(({ shareId }) => shareId)).toEqual([shared.shareId]);
    await candidate.api.revokeShare(sessionId, unused.shareId);
    await candidate.api.revokeShare(sessionId, shared.shareId);
    await candidate.api.revokeShare(sessionId, shared.shareId);
    expect((await watching.closed).code).toBe(closeCodes.notAllowed);
    await expect(coach.api.shareTicket(token)).rejects.toMatchObject({
      status: 404,
      code: 'share_not_found',
    });
    await eventually(() => expect(coachesOf(owner)).toEqual([1, 0]), 7_000);
    expect((await candidate.api.shares(sessionId)).shares).toEqual([]);
    await end(sessionId);
    await owner.closed;
  });

  it('that was revoked between ticket and hello opens nothing, nor does one that has expired or was invented', async () => {
    candidate = await visit(gateways.url);
    const coach = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    const shared = await candidate.api.share(sessionId);
    const token = new URL(shared.url).hash.slice(1);
    const granted = await coach.api.shareTicket(token);
    await candidate.api.revokeShare(sessionId, shared.shareId);
    expect((await (await coach.watch(granted)).closed).code).toBe(closeCodes.notAllowed);
    for (const invented of ['x'.repeat(32), token]) {
      await expect(coach.api.shareTicket(invented)).rejects.toMatchObject({ code: 'share_not_found' });
    }
    const again = await candidate.api.share(sessionId);
    const [key = ''] = await gateways.redis.keys('share:*');
    // What Redis does by itself when the link expires.
    await gateways.redis.del(key);
    const expired = new URL(again.url).hash.slice(1);
    await expect(coach.api.shareTicket(expired)).rejects.toMatchObject({ code: 'share_not_found' });
    await candidate.api.erase(sessionId);
    expect(await gateways.redis.keys(`*${sessionId}:shares*`)).toEqual([]);
  });

  it('is one of ten at most', async () => {
    candidate = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    for (let link = 0; link < 10; link += 1) await candidate.api.share(sessionId);
    await expect(candidate.api.share(sessionId)).rejects.toMatchObject({ status: 429 });
    await end(sessionId);
  });
});

describe('seats', () => {
  it('are limited for a session over all gateways and given back, and the answer says when to try again', async () => {
    candidate = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    const seated = [await watchAt(sessionId, 0), await watchAt(sessionId, 1), await watchAt(sessionId, 1)];
    const refused = await candidate.watch({ sessionId, ticket: await candidate.ticket(sessionId) });
    expect(await refused.closed).toEqual({
      code: closeCodes.tooMany,
      reason: expect.stringMatching(/^too many sockets; retry after \d+ ms$/),
    });
    // A refused viewer has left no seat behind, of the session or of the candidate.
    const [{ ownerId }] = [(await gateways.store.read(sessionId))?.record ?? { ownerId: '' }];
    expect(await gateways.redis.zcard(`session:{${sessionId}}:seats`)).toBe(3);
    expect(await gateways.redis.zcard(`candidate:${ownerId}:seats`)).toBe(3);
    seated[0]?.close();
    await eventually(async () => (await gateways.redis.zcard(`session:{${sessionId}}:seats`)) === 2);
    (await watchAt(sessionId)).close();
    await end(sessionId);
  });

  it('are limited for a candidate too, and never oversold to simultaneous requests', async () => {
    candidate = await visit(gateways.url);
    const [one, two] = [await candidate.start(), await candidate.start()];
    const open = async ({ sessionId }: { sessionId: string }, gateway: number) =>
      candidate.watch(
        { sessionId, ticket: await candidate.ticket(sessionId) },
        { gatewayUrl: gateways.urls[gateway] ?? '' },
      );
    const crowd = [one, one, one, two, two, two, two, one];
    const viewers = await Promise.all(crowd.map((session, place) => open(session, place % 2)));
    const isIn = ({ messages }: Viewer) => messages.some(({ type }) => type === 'welcome');
    const codes = await Promise.all(
      viewers.map((viewer) =>
        Promise.race([viewer.closed.then(({ code }) => code), eventually(() => isIn(viewer)).then(() => 0)]),
      ),
    );
    expect(codes.toSorted()).toEqual([0, 0, 0, 0, 0, 4429, 4429, 4429]);
    for (const viewer of viewers) viewer.close();
    for (const { sessionId } of [one, two]) await end(sessionId);
  });
});

describe('sessions of one candidate', () => {
  it('are limited in number, however many are requested at once', async () => {
    candidate = await visit(gateways.url);
    const body = () => ({ operationId: randomUUID(), jobConfiguration, call: { via: 'browser' } });
    await end((await candidate.start()).sessionId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => candidate.fetch('/api/sessions', { body: body() })),
    );
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(201), count(429)]).toEqual([2, 18]);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    const { sessions } = await candidate.api.sessions();
    expect(sessions).toHaveLength(3);
    // Room is made by an end, and by practising again.
    const [first, second] = sessions;
    await candidate.start({ previousSessionId: first?.sessionId ?? '' });
    await end(second?.sessionId ?? '');
    await candidate.start();
    expect((await candidate.fetch('/api/sessions', { body: body() })).status).toBe(429);
  });
});

describe('sessions of one address and network', () => {
  it('leave room for others, however many visitors one person pretends to be', async () => {
    const own = await startGateways({
      env: {
        ...{ MAX_LIVE_CALLS: '6', TRUSTED_PROXY_HOPS: '1' },
        // As in live mode: half of all for an address, eight tenths for its network.
        ...{ LIVE_SESSIONS_PER_ADDRESS: '3', LIVE_SESSIONS_PER_NETWORK: '5' },
      },
    });
    try {
      const start = async (address: string) => {
        const visitor = await visit(own.url);
        const body = { operationId: randomUUID(), jobConfiguration, call: { via: 'browser' } };
        const headers = { 'x-forwarded-for': address };
        const answer = await visitor.fetch('/api/sessions', { body, headers });
        return answer.status === 201 ? 'ok' : ((await answer.json()).error.details.limit as string);
      };
      const crowd = await Promise.all(Array.from({ length: 8 }, () => start('203.0.113.7')));
      const refused = Array.from({ length: 5 }, () => 'address_sessions');
      expect(crowd.toSorted()).toEqual([...refused, 'ok', 'ok', 'ok']);
      const neighbours = [];
      for (const host of [8, 9, 10]) neighbours.push(await start(`203.0.113.${host}`));
      expect(neighbours).toEqual(['ok', 'ok', 'network_sessions']);
      expect(await start('198.51.100.9')).toBe('ok');
    } finally {
      await own.close();
    }
  });
});
