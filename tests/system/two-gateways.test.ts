import { randomUUID } from 'node:crypto';
import { steeringKinds } from '@ringback/shared/contract/steering';
import type { ServerMessage } from '@ringback/shared/contract/viewer-protocol';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { lastOfClosing } from '../support/faults/steady-viewer.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, startStack } from '../support/stack.ts';
import type { Viewer } from '../support/viewer-client.ts';

let stack: Stack;
let candidate: CandidateClient;
beforeEach(async () => {
  const sentence = (number: number) => ({ text: `Sentence number ${number}.` });
  const script = { answers: [1, 2, 3, 4, 5, 6].map(sentence), heard: [], msPerWord: 60 };
  stack = await startStack({ gateways: 2, script });
  candidate = await visit(stack.gatewayUrl);
});
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const addressOf = (gateway: number) => `http://127.0.0.1:${stack.gateways[gateway]?.port}`;

async function watchAt(gateway: number, sessionId: string, revision?: number): Promise<Viewer> {
  const ticket = await candidate.ticket(sessionId);
  const from = revision === undefined ? {} : { revision };
  return candidate.watch({ sessionId, ticket }, { gatewayUrl: addressOf(gateway), ...from });
}

const welcomeOf = async ({ messages }: Viewer) =>
  eventually(() => {
    const welcome = messages.find(({ type }) => type === 'welcome');
    if (welcome?.type !== 'welcome') throw new Error('no welcome');
    return welcome;
  });

/** What is told about the log. Partial words may be skipped, and heartbeats come when they come. */
const told = ({ messages }: Viewer): ServerMessage[] =>
  messages.filter(({ type }) => type === 'event' || type === 'call.status_changed');

const spoken = ({ events }: Viewer) => events.filter(({ type }) => type === 'transcript.completed').length;

/** One answer of the candidate and the interviewer's next sentence. */
async function exchange(line: MediaStreamClient, viewer: Viewer): Promise<void> {
  const before = spoken(viewer);
  await line.say(tone(300));
  await eventually(() => spoken(viewer) === before + 2, 10_000);
}

async function changeTitle(sessionId: string, jobTitle: string): Promise<void> {
  const changed = await candidate.fetch(`/api/sessions/${sessionId}/job-configuration`, {
    method: 'PUT',
    body: { operationId: randomUUID(), jobConfiguration: { jobTitle } },
  });
  expect(changed.status).toBe(200);
}

const fromTo = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Every revision that a browser knows of, in the order in which it was told: none missing, none twice. */
function expectUnbroken(viewers: readonly Viewer[], firstKnown: number, last: number): void {
  expect(viewers.flatMap(({ revisions }) => revisions)).toEqual(fromTo(firstKnown + 1, last));
}

const lastRevision = async (sessionId: string) => (await stack.store.read(sessionId as never))?.revision ?? 0;
/** The last revision that the call's own sockets are told. Sockets that are opened later are told the rest. */
const closingRevision = async (sessionId: string) =>
  lastOfClosing(await stack.store.readLog(sessionId as never, 0));

describe('two gateways', { timeout: 30_000 }, () => {
  it('tell every viewer the same, in the same order, to the end', async () => {
    const started = await candidate.start();
    const viewers = [await candidate.watch(started), await watchAt(1, started.sessionId)];
    viewers.push(await watchAt(1, started.sessionId), await watchAt(0, started.sessionId));
    const welcomes = await Promise.all(viewers.map(welcomeOf));
    const [first] = viewers as [Viewer];
    const line = await candidate.talk(started);
    await eventually(() => spoken(first) === 1);
    await exchange(line, first);
    await line.hangUp();
    for (const viewer of viewers) expect((await viewer.closed).code).toBe(1000);
    const last = await closingRevision(started.sessionId);
    for (const [index, viewer] of viewers.entries()) {
      expect(welcomes[index]).toEqual(welcomes[0]);
      expect(told(viewer)).toEqual(told(first));
      expectUnbroken([viewer], welcomes[index]?.revision ?? 0, last);
    }
    expect(first.events.slice(-2).map(({ type }) => type)).toEqual(['session.closed', 'report.queued']);
    await quietCheck(stack);
  });

  it('bring a browser back without loss or duplicates, whichever of them it reaches', async () => {
    const started = await candidate.start();
    const { sessionId } = started;
    const witness = await candidate.watch(started);
    const line = await candidate.talk(started);
    await eventually(() => spoken(witness) === 1);

    // A refresh in the middle, each time at the other gateway, from the last revision that was read.
    const stays: Viewer[] = [];
    let known = (await welcomeOf(witness)).revision;
    const origin = known;
    for (const gateway of [1, 0, 1]) {
      const viewer = await watchAt(gateway, sessionId, known);
      const welcome = await welcomeOf(viewer);
      expect(welcome).toEqual({
        type: 'welcome',
        mode: 'delta',
        revision: known,
        steering: [...steeringKinds],
      });
      await exchange(line, witness);
      await eventually(() => viewer.revisions.at(-1) === witness.revisions.at(-1));
      viewer.close();
      await viewer.closed;
      known = viewer.revisions.at(-1) ?? known;
      stays.push(viewer);
      // What happens while no page is open is not lost either.
      await exchange(line, witness);
    }
    const final = await watchAt(0, sessionId, known);
    stays.push(final);

    // Without a revision, or with one that does not exist, the whole view is sent.
    for (const ahead of [undefined, 1_000]) {
      const revision = ahead === undefined ? undefined : (await lastRevision(sessionId)) + ahead;
      const fresh = await watchAt(1, sessionId, revision);
      const welcome = await welcomeOf(fresh);
      const { view, revision: folded } = await (await candidate.fetch(`/api/sessions/${sessionId}`)).json();
      expect(welcome).toEqual({
        ...{ type: 'welcome', mode: 'snapshot', revision: folded, view },
        steering: [...steeringKinds],
      });
      // It stays, so that the next one comes to a gateway that has sent a view before.
      await changeTitle(sessionId, `Title ${ahead ?? 0}`);
      await eventually(async () => {
        const read = await stack.store.read(sessionId);
        const isReceived = read?.record.receivedHash === read?.record.configurationHash;
        return isReceived && [witness, fresh].every(({ revisions }) => revisions.at(-1) === read?.revision);
      });
    }

    await line.hangUp();
    await final.closed;
    await witness.closed;
    const last = await closingRevision(sessionId);
    expectUnbroken(stays, origin, last);
    expectUnbroken([witness], origin, last);
    await quietCheck(stack);
  });

  it('treat messages as hints: a message that comes twice, or too early, is told once and in its place', async () => {
    const started = await candidate.start();
    const { sessionId } = started;
    const viewers = [await candidate.watch(started), await watchAt(1, sessionId)] as const;
    const [welcome] = await Promise.all(viewers.map(welcomeOf));
    const line = await candidate.talk(started);
    await eventually(() => spoken(viewers[0]) === 1);
    for (const entry of await stack.store.readLog(sessionId as never, 1)) {
      const { commitId, event } = entry;
      for (const revision of [entry.revision, entry.revision + 1_000]) {
        const message = JSON.stringify({ revision, commitId, events: [event] });
        await stack.redis.publish(`session:{${sessionId}}`, message);
      }
    }
    await exchange(line, viewers[0]);
    await line.hangUp();
    await Promise.all(viewers.map(({ closed }) => closed));
    const last = await closingRevision(sessionId);
    for (const viewer of viewers) expectUnbroken([viewer], welcome?.revision ?? 0, last);
    await quietCheck(stack);
  });

  it('repair what a killed subscription has lost', async () => {
    const started = await candidate.start();
    const viewers = [await candidate.watch(started), await watchAt(1, started.sessionId)] as const;
    const welcomes = await Promise.all(viewers.map(welcomeOf));
    const line = await candidate.talk(started);
    await eventually(() => spoken(viewers[0]) === 1);
    const kill = () => stack.redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    // Two gateways, telephony and the bridge.
    expect(await kill()).toBe(4);
    await exchange(line, viewers[0]);
    // And again and again while something is said.
    let isSaid = false;
    const said = exchange(line, viewers[0]).then(() => {
      isSaid = true;
    });
    await eventually(async () => (await kill()) !== null && isSaid, 12_000, 100);
    await said;
    // The end too, when the message that tells it reaches no gateway.
    await kill();
    const hungUpAt = Date.now();
    await line.hangUp();
    await Promise.all(viewers.map(({ closed }) => closed));
    expect(Date.now() - hungUpAt).toBeLessThan(5_000);
    const last = await closingRevision(started.sessionId);
    for (const [index, viewer] of viewers.entries()) {
      expect(told(viewer)).toEqual(told(viewers[0]));
      expectUnbroken([viewer], welcomes[index]?.revision ?? 0, last);
    }
    expect(await readCounter(stack, 'follower_diverged_total')).toBe(0);
    await quietCheck(stack);
  });
});
