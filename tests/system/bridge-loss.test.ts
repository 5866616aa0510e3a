import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { tone } from '@ringback/stand-ins/openai/scripted';
import type { SessionRecord } from '@ringback/stand-ins/openai/session-record';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { answerMs } from '../support/faults/canary-model.ts';
import { type FaultFleet, type FleetMember, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { whenHeard } from '../support/line-events.ts';
import type { Viewer } from '../support/viewer-client.ts';

let fleet: FaultFleet;
beforeAll(async () => {
  fleet = await startFaultFleet({ bridges: 2, gateways: 1 });
}, 60_000);
beforeEach(() => fleet.restore());
afterAll(() => fleet.close());

interface Call {
  viewer: Viewer;
  line: MediaStreamClient;
  /** The model's session before the loss. */
  model: SessionRecord;
  /** The process that serves the call. */
  bridge: FleetMember;
  /** The model's session after it. */
  next(): Promise<SessionRecord>;
}

async function begin(): Promise<Call> {
  const known = fleet.model.sessions.length;
  const candidate = await visit(fleet.gateways[0]?.url ?? '');
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  // What comes before its snapshot is told in it, and not as an event.
  await eventually(() => viewer.messages.length > 0);
  const line = await candidate.talk(started);
  const joined = await viewer.waitFor('interviewer.joined');
  const bridge = fleet.bridges.find(({ instance }) => instance === joined.bridge);
  if (bridge === undefined) throw new Error(`no process ${joined.bridge}`);
  return {
    ...{ viewer, line, bridge },
    model: await fleet.model.session(known),
    next: () => fleet.model.session(known + 1),
  };
}

const turns = (viewer: Viewer) =>
  viewer.events.flatMap((event) =>
    event.type === 'transcript.completed' || event.type === 'transcript.interrupted' ? [event] : [],
  );
const saidBy = (viewer: Viewer, speaker: 'candidate' | 'interviewer') =>
  turns(viewer).filter((turn) => turn.speaker === speaker);

/** Where in a turn the bridge dies, and how many turns the candidate has spoken or begun by then. */
const moments: readonly { name: string; reach(call: Call): Promise<void>; candidateTurns: number }[] = [
  {
    name: 'the greeting is being heard',
    reach: ({ line }) => whenHeard(line, answerMs / 2),
    candidateTurns: 0,
  },
  {
    name: 'the candidate thinks',
    reach: async ({ viewer }) => void (await viewer.waitFor('transcript.completed')),
    candidateTurns: 0,
  },
  {
    name: 'the candidate speaks',
    reach: async ({ viewer, line, model }) => {
      await viewer.waitFor('transcript.completed');
      void line.say(tone(2_500));
      await model.waitForSent('input_audio_buffer.speech_started');
    },
    candidateTurns: 1,
  },
  {
    name: 'the candidate has just finished',
    reach: async ({ viewer, line, model }) => {
      await viewer.waitFor('transcript.completed');
      void line.say(tone(900));
      await model.waitForSent('input_audio_buffer.speech_stopped');
    },
    candidateTurns: 1,
  },
  {
    name: 'the answer is being heard',
    reach: async ({ viewer, line }) => {
      await viewer.waitFor('transcript.completed');
      void line.say(tone(900));
      await whenHeard(line, answerMs * 1.5);
    },
    candidateTurns: 1,
  },
];

async function expectToGoOn(call: Call, candidateTurns: number, lostAt: number): Promise<void> {
  const { viewer, line, model } = call;
  const next = await call.next();
  await next.waitForSent('session.updated');
  expect(next.session.instructions).toBe(model.session.instructions);
  await eventually(() => saidBy(viewer, 'candidate').length >= candidateTurns, 8_000);
  await eventually(() => viewer.events.filter(({ type }) => type === 'configuration.received').length === 2);
  const received = viewer.events.findLast(({ type }) => type === 'configuration.received');
  expect((received?.at ?? 0) - lostAt).toBeLessThan(4_000);
  // It listens and answers as before.
  await eventually(() => next.received.some(({ type }) => type === 'input_audio_buffer.append'));
  const answered = saidBy(viewer, 'interviewer').length;
  await line.say(tone(900));
  await eventually(() => saidBy(viewer, 'candidate').length === candidateTurns + 1, 8_000);
  await eventually(() => saidBy(viewer, 'interviewer').length > answered, 8_000);
  expect(next.violations).toEqual([]);
  // Nobody was greeted twice, nothing is told twice, and nothing is claimed that was not heard.
  expect(new Set(turns(viewer).map(({ itemId }) => itemId)).size).toBe(turns(viewer).length);
  const claimedMs = saidBy(viewer, 'interviewer').reduce(
    (sum, turn) => sum + turn.endedAtMs - turn.startedAtMs,
    0,
  );
  expect(claimedMs).toBeLessThanOrEqual(line.heard.totalBytes / 8 + 50);
  await line.hangUp();
  await viewer.waitFor('session.ended');
}

describe('a bridge that is killed while', () => {
  for (const { name, reach, candidateTurns } of moments) {
    it(name, async () => {
      const call = await begin();
      await reach(call);
      const lostAt = Date.now();
      await call.bridge.process.kill();
      await expectToGoOn(call, candidateTurns, lostAt);
    });
  }
});

describe('a bridge', () => {
  it('that hangs is left after three heartbeats, and refused when it wakes', async () => {
    const call = await begin();
    await call.viewer.waitFor('transcript.completed');
    const lostAt = Date.now();
    call.bridge.process.freeze();
    const next = await call.next();
    await next.waitForSent('session.updated');
    expect(Date.now() - lostAt).toBeLessThan(6_000);
    await eventually(
      () => call.viewer.events.filter(({ type }) => type === 'configuration.received').length === 2,
    );
    call.bridge.process.thaw();
    await call.line.say(tone(900));
    await eventually(() => saidBy(call.viewer, 'candidate').length === 1, 8_000);
    const joins = call.viewer.events.flatMap((event) => (event.type === 'interviewer.joined' ? [event] : []));
    expect(joins.map(({ token }) => token)).toEqual([1, 2]);
    // The one that woke lets go of its model session, and its place in the record.
    await call.model.ended;
    await eventually(() =>
      call.viewer.events.some(
        (event) => event.type === 'session.released' && event.instance === call.bridge.instance,
      ),
    );
    await call.line.hangUp();
    await call.viewer.waitFor('session.closed', 10_000);
  });

  it('that is stopped hands its calls over', async () => {
    const call = await begin();
    await call.viewer.waitFor('transcript.completed');
    const stoppedAt = Date.now();
    const stopped = call.bridge.process.stop();
    const next = await call.next();
    await next.waitForSent('session.updated');
    expect(Date.now() - stoppedAt).toBeLessThan(2_000);
    await stopped;
    await call.line.say(tone(900));
    await eventually(() => saidBy(call.viewer, 'interviewer').length === 2, 8_000);
    await call.line.hangUp();
    await call.viewer.waitFor('session.closed', 10_000);
  });

  it('that has no heir ends the call with an apology', async () => {
    const call = await begin();
    await call.viewer.waitFor('transcript.completed');
    const heardBefore = call.line.heard.totalBytes;
    await Promise.all(fleet.bridges.map(({ process }) => process.kill()));
    const ended = await call.viewer.waitFor('session.ended', 12_000);
    expect(ended.reason).toBe('interviewer_unavailable');
    // "One moment, please", and then the apology.
    expect(call.line.heard.totalBytes - heardBefore).toBeGreaterThan(7_000 * 8);
  });
});
