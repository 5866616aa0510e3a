import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import type { Fact } from '@ringback/shared/session/command';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, startGateways } from '../support/gateways.ts';
import { beginInterview } from '../support/new-session.ts';
import { readHeld } from '../support/quiet-check.ts';
import type { Viewer } from '../support/viewer-client.ts';

let gateways: Gateways;
let candidate: CandidateClient;

beforeEach(async () => {
  gateways = await startGateways();
  candidate = await visit(gateways.url);
});
afterEach(async () => {
  expect(gateways.logs.errors()).toEqual([]);
  await gateways.close();
});

const turn = (itemId: string): Fact => ({
  type: 'transcript.completed',
  itemId,
  previousItemId: null,
  speaker: 'interviewer',
  text: 'A sentence.',
  startedAtMs: 0,
  endedAtMs: 900,
});

/** A running session with this many welcomed browsers. */
async function watchTogether(count: number) {
  const started = await candidate.start();
  const id = sessionIdSchema.parse(started.sessionId);
  await beginInterview(gateways.store, id);
  const viewers: Viewer[] = [];
  for (let viewer = 0; viewer < count; viewer += 1) {
    viewers.push(await candidate.watch({ ...started, ticket: await candidate.ticket(id) }));
  }
  await eventually(() => viewers.every(({ messages }) => messages[0]?.type === 'welcome'));
  const say = (itemId: string) =>
    gateways.store.commit(id, { type: 'record', facts: [turn(itemId)] }, { operationId: `say-${itemId}` });
  return { id, viewers, say };
}

/** How often the server has carried out a command since it started. */
async function callsOf(command: string): Promise<number> {
  const stats = await gateways.redis.info('commandstats');
  return Number(new RegExp(`^cmdstat_${command}:calls=(\\d+)`, 'm').exec(stats)?.[1] ?? 0);
}

it('subscribes once and reads the log once for a session, whatever the number of its viewers', async () => {
  const before = { subscribe: await callsOf('subscribe'), xrange: await callsOf('xrange') };
  const { id, viewers, say } = await watchTogether(30);
  expect(await gateways.redis.pubsub('NUMSUB', sessionKeys.channel(id))).toEqual([
    sessionKeys.channel(id),
    1,
  ]);
  expect(await readHeld({ serviceUrls: gateways.urls })).toMatchObject({
    socket: 30,
    session: 1,
    subscription: 1,
    timer: 0,
  });
  expect((await callsOf('subscribe')) - before.subscribe).toBe(1);
  expect((await callsOf('xrange')) - before.xrange).toBe(1);
  for (let item = 0; item < 50; item += 1) await say(`item${item}`);
  const wanted = Array.from({ length: 50 }, (_, index) => 5 + index);
  for (const viewer of viewers) await eventually(() => expect(viewer.revisions).toEqual(wanted));
  expect((await callsOf('xrange')) - before.xrange).toBe(1);
  for (const viewer of viewers) viewer.close();
});

it('sends a viewer partial words at most ten times a second, though both sides speak, and the newest of each in the end', async () => {
  const { id, viewers } = await watchTogether(2);
  const speakers = { a: 'candidate', b: 'interviewer' } as const;
  const startedAt = performance.now();
  let word = 0;
  for (; performance.now() - startedAt < 2_000; word += 1) {
    for (const [itemId, speaker] of Object.entries(speakers)) {
      await gateways.store.publishPartial(id, {
        itemId,
        previousItemId: null,
        speaker,
        text: `word ${word}`,
      });
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const partials = (viewer: Viewer) => viewer.messages.filter(({ type }) => type === 'partial');
  for (const viewer of viewers) {
    for (const itemId of ['a', 'b']) {
      const last = () =>
        partials(viewer).findLast((message) => 'itemId' in message && message.itemId === itemId);
      await eventually(() => expect(last()).toMatchObject({ text: `word ${word - 1}` }));
    }
    expect(word).toBeGreaterThan(100);
    // The first at once, and the last ones after the end.
    expect(partials(viewer).length).toBeLessThanOrEqual(10 * seconds + 3);
    expect(partials(viewer).length).toBeGreaterThan(10);
    viewer.close();
  }
});
