import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { answerMs } from '../support/faults/canary-model.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { joinedBridges, receipts, saidBy, whoServes } from '../support/lost-bridge.ts';

/** Row 13 of the fault matrix before the interview has begun: while the phone rings, and at the gate. */

/** How much of their real time the carrier's waits take. */
const carrierTimeScale = 0.3;

let fleet: FaultFleet;
beforeAll(async () => {
  fleet = await startFaultFleet({ bridges: 2, gateways: 1, carrierTimeScale });
}, 60_000);
beforeEach(() => fleet.restore());
afterAll(() => fleet.close());

const one = (afterMs: number) => ({ digits: '1', afterMs });
/** Two seconds of ringing, or longer at the gate, which asks a second time. The bridge must die meanwhile. */
const moments = [
  {
    name: 'the phone rings',
    until: 'call.ringing',
    number: '+14155550171',
    ringMs: 7_000,
    keys: [one(1_000)],
  },
  {
    name: 'the gate waits for a key',
    until: 'call.answered',
    number: '+14155550172',
    ringMs: 1_000,
    keys: [null, one(3_000)],
  },
] as const;

describe('a bridge that is killed while', () => {
  it.each(moments)('$name: the greeting comes once, from the next one, after its receipt', async (moment) => {
    const lines: MediaStreamClient[] = [];
    fleet.behaviours.set(moment.number, {
      ...{ type: 'answers', afterMs: moment.ringMs, keys: moment.keys },
      onStream: (stream) => void lines.push(stream),
    });
    const candidate = await visit(fleet.gateways[0]?.url ?? '');
    const started = await candidate.start({ call: { via: 'phone', phoneNumber: moment.number } });
    // A call goes on by itself. Earlier events must also come as events, and not in a snapshot.
    const viewer = await candidate.watch(started, { revision: 1 });
    await viewer.waitFor(moment.until);
    const bridge = await whoServes(fleet, viewer);
    expect(lines).toEqual([]);
    await bridge.process.kill();
    const greeting = await viewer.waitFor('transcript.completed', 20_000);
    const { view } = await candidate.api.session(started.sessionId);
    const received = receipts(viewer).at(-1);
    expect(received?.configurationHash).toBe(view.configurationHash);
    expect(received?.at).toBeLessThan(greeting.at);
    const joined = (await joinedBridges(fleet, started.sessionId)).map(({ bridge: name }) => name);
    expect(joined[0]).toBe(bridge.instance);
    expect(joined.at(-1)).not.toBe(bridge.instance);
    // One greeting, and no more of it than was heard.
    await eventually(() => (lines[0]?.heard.totalBytes ?? 0) >= answerMs * 8);
    expect(saidBy(viewer, 'interviewer')).toHaveLength(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.heard.totalBytes).toBe(answerMs * 8);
    await lines[0]?.hangUp();
    await viewer.waitFor('session.ended');
  });
});
