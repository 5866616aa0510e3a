import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import { instanceIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { steeringKinds } from '@ringback/shared/contract/steering';
import type { Fact } from '@ringback/shared/session/command';
import { openSocket } from '@ringback/stand-ins/candidate/open-socket';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, gatewayPage, startGateways } from '../support/gateways.ts';
import { beginInterview } from '../support/new-session.ts';
import { readHeld } from '../support/quiet-check.ts';
import type { Viewer } from '../support/viewer-client.ts';

let gateways: Gateways;
let candidate: CandidateClient;
const instance = instanceIdSchema.parse('telephony-1');
const bridge = instanceIdSchema.parse('bridge-1');

beforeEach(async () => {
  gateways = await startGateways({ count: 2 });
  candidate = await visit(gateways.url);
});

/** After each test nothing is left: no socket, timer, subscription, session. */
afterEach(async () => {
  expect(gateways.logs.errors()).toEqual([]);
  for (const url of gateways.urls) {
    const nothing = { socket: 0, timer: 0, subscription: 0, session: 0, pending: 0 };
    await eventually(async () => expect(await readHeld({ serviceUrls: [url] })).toMatchObject(nothing));
  }
  await gateways.close();
});

const record = (sessionId: string, ...facts: Fact[]) =>
  gateways.store.commit(sessionIdSchema.parse(sessionId), { type: 'record', facts });
const release = (sessionId: string) =>
  gateways.store.commit(sessionIdSchema.parse(sessionId), {
    type: 'release',
    service: 'telephony',
    instance,
  });
const mediaStarted: Fact = { type: 'media.started', streamSid: 'MZ1', instance };
const begin = (sessionId: string) => beginInterview(gateways.store, sessionIdSchema.parse(sessionId));
const turn = (itemId: string, previousItemId: string | null, text: string): Fact => ({
  type: 'transcript.completed',
  itemId,
  previousItemId,
  speaker: 'interviewer',
  text,
  startedAtMs: 0,
  endedAtMs: 900,
});
const kinds = ({ messages }: Viewer) => messages.map(({ type }) => type);

async function dial(url = gateways.logsUrl, headers: Record<string, string> = { origin: gatewayPage }) {
  const { socket, opened } = openSocket({ url, headers });
  const closed = once(socket, 'close').then(([code]) => code as number);
  await opened;
  return { socket, closed };
}

describe('a browser at the door', () => {
  it('finds nothing at another address', async () => {
    const { opened } = openSocket({ url: `${gateways.logsUrl}/other`, headers: { origin: gatewayPage } });
    await expect(opened).rejects.toMatchObject({ status: 404 });
  });

  it('is let in with a ticket from another gateway', async () => {
    const started = await candidate.start();
    const viewer = await candidate.watch(started, { gatewayUrl: gateways.urls[1] ?? '' });
    await eventually(() => kinds(viewer).includes('welcome'));
    viewer.close();
  });

  it('may leave without a word: the wait for its hello ends with the socket', async () => {
    const { socket, closed } = await dial();
    const timers = async () => (await readHeld({ serviceUrls: gateways.urls })).timer;
    await eventually(async () => (await timers()) === 1);
    socket.close();
    await closed;
    await eventually(async () => (await timers()) === 0, 2_000);
  });

  it.each<[string, string, number]>([
    ['no JSON', 'hello', closeCodes.malformed],
    ['an unknown message', '{"type":"subscribe"}', closeCodes.malformed],
    ['a command before hello', '{"type":"call.end","operationId":"operation-1"}', closeCodes.notAllowed],
  ])('may not say %s', async (_what, message, code) => {
    const { socket, closed } = await dial();
    socket.send(message);
    expect(await closed).toBe(code);
  });
});

describe('what a viewer is shown', () => {
  it('is first the whole view, then every event in order and once, with the status when it changes', async () => {
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    await eventually(() => kinds(viewer).includes('welcome'));
    await begin(started.sessionId);
    await record(started.sessionId, turn('a', null, 'Welcome.'), turn('b', 'a', 'Tell me more.'));
    await viewer.waitFor('transcript.completed');
    await eventually(() => viewer.revisions.length === 5);
    const [welcome] = viewer.messages;
    expect(welcome).toMatchObject({ type: 'welcome', mode: 'snapshot', revision: 1 });
    expect(welcome?.type === 'welcome' && welcome.view?.phase).toBe('configured');
    expect(viewer.revisions).toEqual([2, 3, 4, 5, 6]);
    expect(kinds(viewer)).toEqual(['welcome', 'event', 'call.status_changed', ...Array(4).fill('event')]);
    expect(viewer.statuses).toEqual(['connected']);
    viewer.close();
  });

  it('is only what it missed when it comes back, on whatever gateway', async () => {
    const started = await candidate.start();
    await begin(started.sessionId);
    await record(started.sessionId, turn('a', null, 'Welcome.'));
    const back = async (revision: number) => {
      const ticket = await candidate.ticket(started.sessionId);
      const gatewayUrl = gateways.urls[1] ?? '';
      const viewer = await candidate.watch({ ...started, ticket }, { revision, gatewayUrl });
      await eventually(() => kinds(viewer).includes('welcome'));
      viewer.close();
      await viewer.closed;
      return viewer;
    };
    const missed = await back(1);
    const steering = [...steeringKinds];
    expect(missed.messages[0]).toEqual({ type: 'welcome', mode: 'delta', revision: 1, steering });
    expect(missed.revisions).toEqual([2, 3, 4, 5]);
    expect((await back(5)).messages).toEqual([{ type: 'welcome', mode: 'delta', revision: 5, steering }]);
    expect((await back(99)).messages).toMatchObject([{ type: 'welcome', mode: 'snapshot', revision: 5 }]);
  });

  it('is the same on two gateways while three write at once', async () => {
    const started = await candidate.start();
    const watching = await Promise.all(
      [0, 0, 1].map(async (index) =>
        candidate.watch(
          { ...started, ticket: await candidate.ticket(started.sessionId) },
          { gatewayUrl: gateways.urls[index] ?? '' },
        ),
      ),
    );
    await begin(started.sessionId);
    const writer = async (name: string) => {
      for (let item = 0; item < 20; item += 1) {
        await record(started.sessionId, turn(`${name}${item}`, null, 'Something.'));
      }
    };
    await Promise.all(['x', 'y', 'z'].map(writer));
    await eventually(() => watching.every(({ revisions }) => revisions.at(-1) === 64));
    for (const { revisions } of watching) {
      const first = revisions[0] ?? 0;
      expect(revisions).toEqual(Array.from({ length: 65 - first }, (_, index) => first + index));
    }
    for (const viewer of watching) viewer.close();
  });

  it('has the newest words at most ten times a second, and none of an item that is settled', async () => {
    const started = await candidate.start();
    const id = sessionIdSchema.parse(started.sessionId);
    const viewer = await candidate.watch(started);
    await eventually(() => kinds(viewer).includes('welcome'));
    await begin(started.sessionId);
    await viewer.waitFor('media.started');
    const say = (text: string) =>
      gateways.store.publishPartial(id, { itemId: 'a', previousItemId: null, speaker: 'candidate', text });
    const partials = () => viewer.messages.filter(({ type }) => type === 'partial');
    for (let word = 1; word <= 50; word += 1) await say(`word ${word}`);
    await eventually(() => expect(partials().at(-1)).toMatchObject({ text: 'word 50' }));
    expect(partials().length).toBeLessThan(25);
    const late = await candidate.watch({ ...started, ticket: await candidate.ticket(started.sessionId) });
    await eventually(() => kinds(late).includes('welcome'));
    expect(late.messages[0]).toMatchObject({
      view: { transcript: [{ itemId: 'a', status: 'in_progress', text: 'word 50' }] },
    });
    await say('held back when the turn is over');
    await record(started.sessionId, turn('a', null, 'All words.'));
    await viewer.waitFor('transcript.completed');
    const before = partials().length;
    await say('too late');
    // Words of another item wait for their turn, as those of the first would have.
    const other = { itemId: 'z', previousItemId: 'a', speaker: 'interviewer' } as const;
    for (const text of ['And', 'And now']) await gateways.store.publishPartial(id, { ...other, text });
    await eventually(() => expect(partials().at(-1)).toMatchObject({ text: 'And now' }));
    await record(started.sessionId, turn('b', 'a', 'Next.'));
    await eventually(() => viewer.revisions.at(-1) === 6);
    expect(partials().slice(before)).not.toContainEqual(expect.objectContaining({ itemId: 'a' }));
    expect(partials().length).toBeLessThanOrEqual(before + 2);
    expect(await (await fetch(`${gateways.url}/metrics`)).text()).toMatch(
      /stale_messages_total\{kind="partial"[^}]*\} 1/,
    );
    viewer.close();
    late.close();
  });

  it('is a heartbeat with the revision when nothing else happens', async () => {
    const viewer = await candidate.watch(await candidate.start());
    await eventually(() => kinds(viewer).includes('heartbeat'), 6_000);
    expect(viewer.messages.at(-1)).toEqual({ type: 'heartbeat', revision: 1 });
    viewer.close();
  });
});

describe('what a browser commands', () => {
  it('is acknowledged once it is done, and done once', async () => {
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    const change = { type: 'job.configuration', jobConfiguration: { jobTitle: 'Nurse' } } as const;
    const operationId = randomUUID();
    expect(await viewer.command(change, operationId)).toMatchObject({ outcome: 'ok', revision: 2 });
    viewer.send(JSON.stringify({ ...change, operationId }));
    await eventually(() => viewer.messages.filter(({ type }) => type === 'ack').length === 2);
    expect(viewer.messages.findLast(({ type }) => type === 'ack')).toMatchObject({
      outcome: 'duplicate',
      revision: 2,
    });
    const wrong = await viewer.command({ ...change, jobConfiguration: { jobTitle: '' } });
    expect(wrong).toMatchObject({ outcome: 'illegal', message: expect.stringContaining('jobTitle') });
    const read = await gateways.store.read(sessionIdSchema.parse(started.sessionId));
    expect(read?.record.jobConfiguration).toEqual(jobConfigurationSchema.parse({ jobTitle: 'Nurse' }));
    viewer.close();
  });

  it('ends the call for all viewers: status, then closed with 1000', async () => {
    const started = await candidate.start();
    await record(started.sessionId, mediaStarted);
    const viewer = await candidate.watch(started);
    const second = await candidate.watch(
      { ...started, ticket: await candidate.ticket(started.sessionId) },
      { gatewayUrl: gateways.urls[1] ?? '' },
    );
    await eventually(() => kinds(second).includes('welcome') && kinds(viewer).includes('welcome'));
    expect(await viewer.command({ type: 'call.end' })).toMatchObject({ outcome: 'ok' });
    for (const one of [viewer, second]) await one.waitForStatus('ended');
    const refused = await viewer.command({ type: 'job.configuration', jobConfiguration: { jobTitle: 'x' } });
    expect(refused.outcome).toBe('illegal');
    await release(started.sessionId);
    for (const one of [viewer, second]) {
      expect((await one.closed).code).toBe(closeCodes.sessionClosed);
      const told = one.messages.filter(({ type }) => type !== 'ack' && type !== 'heartbeat');
      expect(told.slice(-4)).toMatchObject([
        { type: 'event', event: { type: 'session.ended' } },
        { type: 'call.status_changed', status: 'ended', reason: 'hung_up_by_candidate', streamSid: 'MZ1' },
        { type: 'event', event: { type: 'session.released' } },
        { type: 'event', event: { type: 'session.closed' } },
      ]);
    }
  });

  it('shows a session that is over, and closes', async () => {
    const started = await candidate.start();
    await candidate.fetch(`/api/sessions/${started.sessionId}/end`, { body: { operationId: randomUUID() } });
    const viewer = await candidate.watch(started);
    expect((await viewer.closed).code).toBe(closeCodes.sessionClosed);
    expect(viewer.messages).toMatchObject([{ type: 'welcome', view: { phase: 'closed', status: 'ended' } }]);
  });

  it('leaves the story of the socket in the log', async () => {
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    await viewer.command({ type: 'job.configuration', jobConfiguration: { jobTitle: 'Nurse' } });
    await record(started.sessionId, { type: 'interviewer.joined', bridge, token: 1 });
    await viewer.command({ type: 'call.end' });
    await gateways.store.commit(sessionIdSchema.parse(started.sessionId), {
      type: 'release',
      service: 'ai-bridge',
      instance: bridge,
    });
    await viewer.closed;
    expect(gateways.logs.story(started.sessionId)).toEqual([
      'job configuration received',
      'logs socket connected',
      'job configuration received',
      'job configuration acknowledged',
      expect.stringMatching(/call end (requested|detected)/),
      expect.stringMatching(/call end (requested|detected)/),
      'connection cleaned up',
    ]);
    const last = gateways.logs.lines.findLast(({ msg }) => msg === 'connection cleaned up');
    expect(last).toMatchObject({ code: 1000, reason: 'session closed' });
    expect(gateways.logs.lines.find(({ msg }) => msg === 'call end detected')?.reason).toBe(
      'hung_up_by_candidate',
    );
  });
});

describe('a gateway that stops', () => {
  it('sends its viewers to another one, which continues where they were', async () => {
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    await eventually(() => kinds(viewer).includes('welcome'));
    const ticket = await candidate.ticket(started.sessionId);
    await gateways.all[0]?.drain();
    expect((await viewer.closed).code).toBe(closeCodes.restarting);
    expect((await fetch(`${gateways.url}/health/ready`)).status).toBe(503);
    await record(started.sessionId, mediaStarted);
    const again = await candidate.watch(
      { ...started, ticket },
      { revision: 1, gatewayUrl: gateways.urls[1] ?? '' },
    );
    await again.waitFor('media.started');
    expect(again.revisions).toEqual([2]);
    again.close();
  });

  it('admits no more viewers', async () => {
    const { sessionId } = await candidate.start();
    const ticket = await candidate.ticket(sessionId);
    await gateways.all[0]?.drain();
    await expect(candidate.watch({ sessionId, ticket })).rejects.toThrow('503');
  });
});

it('dismisses the viewers of an erased session', async () => {
  const started = await candidate.start();
  await record(started.sessionId, mediaStarted);
  const viewer = await candidate.watch(started, { gatewayUrl: gateways.urls[1] ?? '' });
  await eventually(() => kinds(viewer).includes('welcome'));
  await candidate.fetch(`/api/sessions/${started.sessionId}`, { method: 'DELETE' });
  expect((await viewer.closed).code).toBe(closeCodes.sessionClosed);
  expect(viewer.statuses).toEqual(['ended']);
});
