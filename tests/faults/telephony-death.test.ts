import { setTimeout as wait } from 'node:timers/promises';
import type { SessionId } from '@ringback/shared/contract/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { reachMoment } from '../support/faults/walk.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  fleet = await startFaultFleet({ telephonies: 2 });
  candidate = await createPatientCandidate(fleet);
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  await fleet.close();
});

/** A phone call in the middle of the interviewer's first words; the first instance carries its audio. */
async function talkOnPhone() {
  const { journey, release } = await reachMoment(fleet, candidate, 'M5', 'phone');
  await release();
  const [carrying] = fleet.telephonies;
  if (carrying === undefined) throw new Error('no telephony');
  return { journey, carrying, sessionId: journey.sessionId as SessionId };
}

const whenEnded = (sessionId: SessionId, withinMs: number) =>
  eventually(async () => {
    const record = (await fleet.store.read(sessionId))?.record;
    if (record?.phase !== 'closed') throw new Error(`the session is still ${record?.phase}`);
    return record;
  }, withinMs);

describe('row 11: telephony killed while it carries a call', () => {
  it('is noticed by another instance, which ends what cannot come back', async () => {
    const cell = {
      row: '11',
      moment: 'M5',
      what: 'kill -9 of telephony, never back: ended',
      boundMs: 20_000,
    };
    await measureFault(cell, async () => {
      const { journey, carrying, sessionId } = await talkOnPhone();
      const killedAt = Date.now();
      await carrying.process.kill();
      const record = await whenEnded(sessionId, 30_000);
      const endedMs = (record.times.endedAt ?? 0) - killedAt;
      expect(['media_lost', 'hung_up_by_candidate', 'carrier_failed']).toContain(record.endReason);
      const calls = fleet.carrier.calls.filter(
        ({ status }) => status === 'in-progress' || status === 'ringing',
      );
      expect(calls).toEqual([]);
      journey.end();
      return endedMs;
    });
  });
});

describe('row 12: telephony stands still while it carries a call', () => {
  it('for 20 s: the session is over once, and the one that comes back changes nothing', async () => {
    const cell = { row: '12', moment: 'M5', what: 'telephony stopped 20 s, then continued', boundMs: null };
    await measureFault(cell, async () => {
      const { journey, carrying, sessionId } = await talkOnPhone();
      carrying.process.freeze();
      await wait(20_000);
      carrying.process.thaw();
      await whenEnded(sessionId, 15_000);
      await wait(2_000);
      const events = (await fleet.store.readLog(sessionId, 0)).map(({ event }) => event.type);
      expect(events.filter((type) => type === 'session.ended')).toHaveLength(1);
      journey.end();
      return null;
    });
  });
});
