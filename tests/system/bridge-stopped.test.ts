import type { SessionId } from '@ringback/shared/contract/ids';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { answerMs } from '../support/faults/canary-model.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { whenHeard } from '../support/line-events.ts';
import {
  beginCall,
  exchange,
  expectTranscript,
  joinedBridges,
  receipts,
  saidBy,
} from '../support/lost-bridge.ts';

/** Rows 14, 15 and 18 (ai-bridge) of the fault matrix. */

let fleet: FaultFleet;
beforeAll(async () => {
  fleet = await startFaultFleet({ bridges: 2, gateways: 1 });
}, 60_000);
beforeEach(() => fleet.restore());
afterAll(() => fleet.close());

const print = (text: string) => void process.stdout.write(`${text}\n`);

describe('a bridge that hangs', () => {
  it('is left after three heartbeats, and refused when it wakes', async () => {
    const call = await beginCall(fleet);
    await call.viewer.waitFor('transcript.completed');
    const lostAt = Date.now();
    call.bridge.process.freeze();
    const next = await call.next();
    await next.waitForSent('session.updated');
    expect(Date.now() - lostAt).toBeLessThan(6_000);
    await eventually(() => receipts(call.viewer).length === 2);
    call.bridge.process.thaw();
    await exchange(call);
    const joins = await joinedBridges(fleet, call.sessionId as SessionId);
    expect(joins.map(({ token }) => token)).toEqual([1, 2]);
    // The one that woke releases its model session and its entry in the record.
    await call.model.ended;
    await eventually(async () =>
      (await fleet.store.readLog(call.sessionId as SessionId, 0)).some(
        ({ event }) => event.type === 'session.released' && event.instance === call.bridge.instance,
      ),
    );
    await expectTranscript(call, { speakers: ['interviewer', 'candidate', 'interviewer'], spokenMs: [900] });
    await call.line.hangUp();
    await call.viewer.waitFor('session.closed', 10_000);
  });

  it('while the candidate waits for an answer: they are asked for a moment within 1.5 s and answered within 6 s', async () => {
    const call = await beginCall(fleet);
    await call.viewer.waitFor('transcript.completed');
    await call.line.say(tone(900));
    call.bridge.process.freeze();
    const lostAtMs = call.silences.nowMs;
    await eventually(() => saidBy(call.viewer, 'interviewer').length === 2, 12_000);
    call.bridge.process.thaw();
    const fillerAtMs = call.silences.fillerSince(lostAtMs) ?? Number.POSITIVE_INFINITY;
    expect(fillerAtMs - lostAtMs).toBeLessThanOrEqual(1_500);
    const answeredAtMs = call.silences.wordSince(lostAtMs) ?? Number.POSITIVE_INFINITY;
    expect(answeredAtMs - lostAtMs).toBeLessThan(6_000);
    expect(saidBy(call.viewer, 'candidate')).toHaveLength(1);
    print(`row 14: filler after ${fillerAtMs - lostAtMs} ms, answer after ${answeredAtMs - lostAtMs} ms`);
    await call.line.hangUp();
    await call.viewer.waitFor('session.closed', 10_000);
  });
});

describe('a bridge that is stopped', () => {
  it.each([
    ['while the interviewer speaks', answerMs / 2],
    ['while the candidate thinks', answerMs],
  ])('%s hands its calls over: neither side is silent for longer than 2 s', async (_when, heardMs) => {
    const call = await beginCall(fleet);
    await whenHeard(call.line, heardMs);
    if (heardMs === answerMs) await call.viewer.waitFor('transcript.completed');
    const lostAtMs = call.silences.nowMs;
    const stopped = call.bridge.process.stop();
    await eventually(() => receipts(call.viewer).length === 2);
    await eventually(() => saidBy(call.viewer, 'interviewer').length === 1);
    await stopped;
    // What the candidate says into the hand-over is answered. Their own pause is no gap.
    await exchange(call);
    const gapMs = call.silences.longestSince(lostAtMs);
    expect(gapMs).toBeLessThanOrEqual(2_000);
    print(`row 18: longest silence ${gapMs} ms`);
    await expectTranscript(call, { speakers: ['interviewer', 'candidate', 'interviewer'], spokenMs: [900] });
    await call.line.hangUp();
    const ended = await call.viewer.waitFor('session.ended', 10_000);
    expect(ended.reason).toBe('hung_up_by_candidate');
    await call.viewer.waitFor('session.closed', 10_000);
  });

  it('while the candidate waits for an answer gives it from elsewhere: the gap is no longer than 2 s', async () => {
    const call = await beginCall(fleet);
    await call.viewer.waitFor('transcript.completed');
    await call.line.say(tone(900));
    const lostAtMs = call.silences.nowMs;
    const stopped = call.bridge.process.stop();
    await eventually(() => saidBy(call.viewer, 'interviewer').length === 2, 10_000);
    const gapMs = call.silences.longestSince(lostAtMs);
    expect(gapMs).toBeLessThanOrEqual(2_000);
    print(`row 18: longest silence ${gapMs} ms, before an answer`);
    await stopped;
    await expectTranscript(call, { speakers: ['interviewer', 'candidate', 'interviewer'], spokenMs: [900] });
    await call.line.hangUp();
    await call.viewer.waitFor('session.closed', 10_000);
  });
});

describe('a bridge that has no successor', () => {
  it('ends the call with an apology that is heard, within 12 s', async () => {
    const call = await beginCall(fleet);
    await call.viewer.waitFor('transcript.completed');
    const lostAtMs = call.silences.nowMs;
    await Promise.all(fleet.bridges.map(({ process }) => process.kill()));
    const ended = await call.viewer.waitFor('session.ended', 12_000);
    expect(ended.reason).toBe('interviewer_unavailable');
    expect(call.silences.nowMs - lostAtMs).toBeLessThan(12_000);
    expect(call.silences.fillerSince(lostAtMs)).not.toBeNull();
    expect(call.silences.apologySince(lostAtMs)).not.toBeNull();
    await call.viewer.waitFor('session.closed', 10_000);
  });
});
