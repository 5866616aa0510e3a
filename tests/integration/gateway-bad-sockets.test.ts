import { createHash } from 'node:crypto';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ByteSocket, openByteSocket } from '../support/byte-socket.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, gatewayPage, startGateways } from '../support/gateways.ts';
import { beginInterview } from '../support/new-session.ts';
import { readHeld } from '../support/quiet-check.ts';
import { expectNothingStored } from '../support/stored.ts';
import { openViewer, type Viewer } from '../support/viewer-client.ts';

let gateways: Gateways;
let candidate: CandidateClient;
const opened: ByteSocket[] = [];
beforeEach(async () => {
  gateways = await startGateways();
  candidate = await visit(gateways.url);
});
/** After each test nothing is left: no socket, timer, subscription, session. */
afterEach(async () => {
  for (const { tcp } of opened.splice(0)) tcp.destroy();
  expect(gateways.logs.errors()).toEqual([]);
  const nothing = { socket: 0, timer: 0, subscription: 0, session: 0, pending: 0 };
  await eventually(async () => expect(await readHeld({ serviceUrls: gateways.urls })).toMatchObject(nothing));
  await gateways.close();
});

const expectNothing = <T>(act: () => Promise<T>) => expectNothingStored(gateways.redis, act);
async function open(headers?: Record<string, string>): Promise<ByteSocket> {
  const socket = await openByteSocket(gateways.logsUrl, headers);
  opened.push(socket);
  return socket;
}
const isWelcome = ({ messages }: Viewer) => messages.some(({ type }) => type === 'welcome');
async function watch(sessionId: string): Promise<Viewer> {
  const viewer = await candidate.watch({ sessionId, ticket: await candidate.ticket(sessionId) });
  await eventually(() => isWelcome(viewer));
  return viewer;
}
/** A socket that has said hello with a valid ticket. From then on it says what a test wants. */
async function greet(sessionId: string): Promise<ByteSocket> {
  const socket = await open({ Origin: gatewayPage, Cookie: candidate.cookie });
  const ticket = await candidate.ticket(sessionId);
  socket.frame('text', JSON.stringify({ type: 'hello', version: 1, sessionId, ticket }));
  await eventually(async () =>
    expect(await readHeld({ serviceUrls: gateways.urls })).toMatchObject({ session: 1 }),
  );
  return socket;
}

describe('11: a socket that is refused', () => {
  it.each([
    ['of another site, with a good cookie', 'https://evil.example'],
    ['that only begins like ours', `${gatewayPage}.evil.example`],
    ['null', 'null'],
    ['that is missing', null],
  ])('an origin %s gets 403 instead of 101, and its ticket is not used up', async (_what, origin) => {
    const { sessionId } = await candidate.start();
    await expectNothing(async () => {
      const from = origin === null ? {} : { Origin: origin };
      const socket = await open({ ...from, Cookie: candidate.cookie });
      expect(socket.statusLine).toBe('HTTP/1.1 403 Forbidden');
    });
    (await watch(sessionId)).close();
  });

  it('a ticket that was used, has expired or belongs to another candidate gets 4401, and is told nothing', async () => {
    const [mine, other] = [await candidate.start(), await candidate.start()];
    const thief = await visit(gateways.url);
    const { sessionId } = mine;
    const used = await candidate.ticket(sessionId);
    const first = await candidate.watch({ sessionId, ticket: used });
    await eventually(() => isWelcome(first));
    const expired = await candidate.ticket(sessionId);
    const ticketKey = keys.ticket(createHash('sha256').update(expired).digest('base64url'));
    const lifeMs = await gateways.redis.pttl(ticketKey);
    expect(lifeMs).toBeGreaterThan(25_000);
    expect(lifeMs).toBeLessThanOrEqual(30_000);
    // The ticket expires.
    await gateways.redis.pexpire(ticketKey, 1);
    await eventually(async () => (await gateways.redis.exists(ticketKey)) === 0);
    const media = await candidate.fetch(`/api/sessions/${sessionId}/media-token`, { method: 'POST' });
    const onOtherPage = await candidate.fetch(`/api/sessions/${sessionId}/ticket`, {
      method: 'POST',
      headers: { origin: '' },
    });
    const cases: [string, string, string?][] = [
      ['used', used],
      ['expired', expired],
      ['of another session', other.ticket],
      ['for audio', (await media.json()).token],
      ['invented', 'x'.repeat(32)],
      ['in another browser', await candidate.ticket(sessionId), thief.cookie],
      ['without a cookie', await candidate.ticket(sessionId), ''],
      ['with a changed cookie', await candidate.ticket(sessionId), `${candidate.cookie}x`],
    ];
    expect(onOtherPage.status).toBe(403);
    await expectNothing(async () => {
      for (const [what, ticket, cookie = candidate.cookie] of cases) {
        const refused = await openViewer({ url: gateways.logsUrl, sessionId, ticket, cookie });
        expect([what, (await refused.closed).code, refused.messages]).toEqual([
          what,
          closeCodes.notAllowed,
          [],
        ]);
      }
    });
    // None of this affects the one that was admitted.
    await beginInterview(gateways.store, sessionIdSchema.parse(sessionId));
    await first.waitFor('media.started');
    first.close();
  });

  it('a ticket of one page is refused to another page that is allowed too', async () => {
    const two = await startGateways({ env: { ALLOWED_ORIGINS: `${gatewayPage},http://other.test` } });
    try {
      const visitor = await visit(two.url);
      const { sessionId, ticket } = await visitor.start();
      const { cookie } = visitor;
      const origin = 'http://other.test';
      const refused = await openViewer({ url: two.logsUrl, sessionId, ticket, cookie, origin });
      expect((await refused.closed).code).toBe(closeCodes.notAllowed);
      expect(refused.messages).toEqual([]);
    } finally {
      await two.close();
      // The other test has emptied the database that both use.
      await gateways.close();
      gateways = await startGateways();
    }
  });
});

describe('12: what is too slow, too long or too much', () => {
  it('no hello in five seconds is 4408', async () => {
    await expectNothing(async () => {
      const silent = await open();
      const since = Date.now();
      expect(await silent.closeCode()).toBe(closeCodes.noHello);
      expect(Date.now() - since).toBeGreaterThan(4_900);
    });
  });

  it('a message of 17 KiB is 1009, before hello and after it; one of 16 KiB is not', async () => {
    const { sessionId } = await candidate.start();
    const beside = await watch(sessionId);
    await expectNothing(async () => {
      for (const socket of [await open(), await greet(sessionId)]) {
        socket.frame('text', 'x'.repeat(17 * 1024));
        expect(await socket.closeCode()).toBe(closeCodes.tooLarge);
      }
      const largest = await greet(sessionId);
      largest.frame('text', 'x'.repeat(16 * 1024));
      expect(await largest.closeCode()).toBe(closeCodes.malformed);
    });
    beside.close();
    expect((await beside.closed).code).toBe(1005);
  });

  it('200 messages in a second are 4429 with the time to come back; the others go on', async () => {
    const { sessionId } = await candidate.start();
    const id = sessionIdSchema.parse(sessionId);
    const [calm, loud] = [await watch(sessionId), await watch(sessionId)];
    await beginInterview(gateways.store, id);
    await calm.waitFor('media.started');
    // Each of them is refused by itself, so none is a command that could take effect.
    const message = JSON.stringify({
      type: 'job.configuration',
      operationId: 'operation-of-flood',
      jobConfiguration: {},
    });
    await expectNothing(async () => {
      for (let sent = 0; sent < 200; sent += 1) loud.send(message);
      const { code, reason } = await loud.closed;
      expect(code).toBe(closeCodes.tooMany);
      expect(reason).toMatch(/; retry after \d+ ms$/);
    });
    const told = calm.revisions.at(-1) ?? 0;
    const changed = await calm.command({
      type: 'job.configuration',
      jobConfiguration: { jobTitle: 'Nurse' },
    });
    expect(changed).toMatchObject({ outcome: 'ok', revision: told + 1 });
    await eventually(() => calm.revisions.at(-1) === told + 1);
    (await watch(sessionId)).close();
    calm.close();
  });
});

describe('13: what is no text of ours', () => {
  it.each<[string, (socket: ByteSocket) => void, number]>([
    ['a binary frame', (socket) => socket.frame('binary', '{}'), closeCodes.binaryRefused],
    ['an unmasked frame', (socket) => socket.frame('text', '{}', { masked: false }), 1002],
    ['a reserved opcode', ({ tcp }) => tcp.write(Buffer.from([0x83, 0x80, 0, 0, 0, 0])), 1002],
    ['invalid UTF-8', (socket) => socket.frame('text', Buffer.from([0xc3, 0x28])), 1007],
  ])(
    '%s is refused by its code, before hello and after it, and the one beside it stays',
    async (_what, say, code) => {
      const { sessionId } = await candidate.start();
      const beside = await watch(sessionId);
      await expectNothing(async () => {
        for (const socket of [await open(), await greet(sessionId)]) {
          say(socket);
          expect(await socket.closeCode()).toBe(code);
        }
      });
      expect(await beside.command({ type: 'call.end' })).toMatchObject({ outcome: 'ok' });
      expect((await beside.closed).code).toBe(closeCodes.sessionClosed);
    },
  );
});

it('14: a hello with a revision beyond the log gets the whole view', async () => {
  const { sessionId } = await candidate.start();
  await beginInterview(gateways.store, sessionIdSchema.parse(sessionId));
  for (const revision of [5, 99, Number.MAX_SAFE_INTEGER]) {
    const ticket = await candidate.ticket(sessionId);
    const viewer = await candidate.watch({ sessionId, ticket }, { revision });
    await eventually(() => isWelcome(viewer));
    expect(viewer.messages[0]).toMatchObject({ mode: 'snapshot', revision: 4, view: { phase: 'active' } });
    viewer.close();
    await viewer.closed;
  }
});
