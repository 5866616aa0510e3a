import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { ServerMessage } from '@ringback/shared/contract/viewer-protocol';
import type { Fact } from '@ringback/shared/session/command';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, gatewayPage, startGateways } from '../support/gateways.ts';
import { beginInterview } from '../support/new-session.ts';
import type { Viewer } from '../support/viewer-client.ts';

/** A browser that can stop reading, together with its connection: it then reads nothing and answers no ping. */
interface StallingViewer {
  readonly socket: WebSocket;
  readonly messages: readonly ServerMessage[];
}

let gateways: Gateways;
let candidate: CandidateClient;
let id: SessionId;
let witness: Viewer;
let stalling: StallingViewer;

beforeEach(async () => {
  gateways = await startGateways();
  candidate = await visit(gateways.url);
  const started = await candidate.start();
  id = sessionIdSchema.parse(started.sessionId);
  await beginInterview(gateways.store, id);
  witness = await candidate.watch(started);
  stalling = await openStalling();
  await eventually(() => stalling.messages.length > 0);
});
afterEach(async () => {
  stalling.socket.terminate();
  witness.close();
  expect(gateways.logs.errors()).toEqual([]);
  await gateways.close();
});

async function openStalling(): Promise<StallingViewer> {
  const headers = { origin: gatewayPage, cookie: candidate.cookie };
  const socket = new WebSocket(gateways.logsUrl, { headers, perMessageDeflate: false });
  const messages: ServerMessage[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(data.toString()) as ServerMessage));
  await once(socket, 'open');
  socket.on('error', () => {});
  socket.send(
    JSON.stringify({ type: 'hello', version: 1, sessionId: id, ticket: await candidate.ticket(id) }),
  );
  return { socket, messages };
}

const longText = 'x'.repeat(19_000);
let item = 0;
function turn(): Fact {
  item += 1;
  return {
    type: 'transcript.completed',
    itemId: `item${item}`,
    previousItemId: null,
    speaker: 'candidate',
    text: longText,
    startedAtMs: 0,
    endedAtMs: 900,
  };
}

/** Commits this many turns, all at once or one after the other. Resolves to the last revision. */
async function say(turns: number, how: 'at once' | 'in turn'): Promise<number> {
  const commits =
    how === 'at once' ? [Array.from({ length: turns }, turn)] : Array.from({ length: turns }, () => [turn()]);
  for (const facts of commits) await gateways.store.commit(id, { type: 'record', facts });
  return (await gateways.store.read(id))?.revision ?? 0;
}

const cutLine = () => {
  const line = gateways.logs.lines.find(({ msg, code }) => msg === 'connection cleaned up' && code === 1006);
  if (line === undefined) throw new Error('no viewer was cut');
  return line;
};

/** The browser beside it has every event once and in order, although the other one has not read. */
async function expectWitness(last: number): Promise<void> {
  await eventually(() => witness.revisions.at(-1) === last);
  expect(witness.revisions).toEqual(Array.from({ length: last - 4 }, (_, index) => 5 + index));
}

it('cuts a browser with more than 1 MiB unread at once, not after ten seconds', async () => {
  stalling.socket.pause();
  const isCut = () => gateways.logs.lines.some(({ code }) => code === 1006);
  // One commit of 1.2 MB after another, until the kernel's own buffers (about 4 MB) accept no more.
  let last = 0;
  for (let commit = 0; commit < 10 && !isCut(); commit += 1) {
    last = await say(64, 'at once');
    await expectWitness(last);
    await wait(300);
  }
  const line = cutLine();
  expect(line.reason).toBe('browser does not read: too much unread');
  expect(Number(line.unsentBytes)).toBeGreaterThan(1024 * 1024);
  expect(Number(line.unsentBytes)).toBeLessThan(5_000_000);
});

it('cuts a browser that is behind for ten seconds, though less than 1 MiB is unread', async () => {
  // Just after a ping was answered, so that no missing answer reveals it earlier.
  await once(stalling.socket, 'ping', { signal: AbortSignal.timeout(12_000) });
  setImmediate(() => stalling.socket.pause());
  const last = await say(400, 'in turn');
  const saidAt = performance.now();
  await expectWitness(last);
  const line = await eventually(cutLine, 12_000);
  expect(line.reason).toBe('browser does not read: behind for too long');
  expect(performance.now() - saidAt).toBeGreaterThan(8_000);
  expect(Number(line.unsentBytes)).toBeGreaterThan(256 * 1024);
  expect(Number(line.unsentBytes)).toBeLessThan(1024 * 1024);
}, 40_000);

it('sends a browser that reads again one whole view instead of what it missed, and then deltas', async () => {
  stalling.socket.pause();
  const missed = await say(400, 'in turn');
  await expectWitness(missed);
  expect(gateways.logs.lines.filter(({ code }) => code === 1006)).toEqual([]);
  stalling.socket.resume();
  await eventually(
    () => stalling.messages.findLast(({ type }) => type === 'welcome') !== stalling.messages[0],
  );
  const last = await say(1, 'in turn');
  await eventually(() => stalling.messages.at(-1)?.type === 'event');
  await expectWitness(last);
  const told = stalling.messages.filter(({ type }) => type === 'event' || type === 'welcome');
  const revisions = told.map((message) => ('revision' in message ? message.revision : 0));
  const snapshot = told.findLastIndex(({ type }) => type === 'welcome');
  // Deltas without a gap up to where it fell behind, then the whole view, and the one event after it.
  expect(revisions.slice(0, snapshot)).toEqual(Array.from({ length: snapshot }, (_, index) => 4 + index));
  expect(snapshot).toBeLessThan(400);
  expect(told.slice(snapshot).map(({ type }) => type)).toEqual(['welcome', 'event']);
  expect(revisions.slice(snapshot)).toEqual([missed, last]);
  expect(await (await fetch(`${gateways.url}/metrics`)).text()).toMatch(
    /viewer_snapshots_total\{cause="fell_behind"[^}]*\} 1/,
  );
});

it('releases a browser whose connection is dead, without a FIN, within 20 s', async () => {
  const deadAt = performance.now();
  stalling.socket.pause();
  const line = await eventually(cutLine, 20_000);
  expect(line.reason).toBe('browser does not answer');
  expect(performance.now() - deadAt).toBeLessThan(20_000);
  expect(witness.messages.some(({ type }) => type === 'heartbeat')).toBe(true);
}, 40_000);
