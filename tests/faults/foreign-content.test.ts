import { setTimeout as wait } from 'node:timers/promises';
import { commitForeignEvent } from '@ringback/session-model/store/foreign-event';
import { overwriteRecord } from '@ringback/session-model/store/stored-record';
import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { logLimit } from '@ringback/shared/session/decide';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { checkQuiet } from '../support/faults/history-check.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
import { everyMoment, reachMoment, walk } from '../support/faults/walk.ts';
import { newSession } from '../support/new-session.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  fleet = await startFaultFleet();
  candidate = await createPatientCandidate(fleet);
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  await fleet.close();
});

/** Before it is accepted there is no session whose content could be wrong. */
const ofSession = everyMoment.filter((moment) => moment !== 'M0');
const isSetAside = async (id: SessionId) => (await fleet.client.zscore(keys.quarantine, id)) !== null;

describe('row 34: one field of one record is garbage', () => {
  it.for(
    chooseMoments(
      ofSession.filter((moment) => moment !== 'M9'),
      ['M3', 'M5'],
    ),
  )('at %s', async (moment) => {
    const cell = { row: '34', moment, what: 'a field of the record is garbage', boundMs: 6_000 };
    await measureFault(cell, async () => {
      const { journey, release } = await reachMoment(fleet, candidate, moment);
      const id = sessionIdSchema.parse(journey.sessionId);
      const bystander = await newSession(fleet.store, { at: Date.now() - 5 * 60_000 });
      const struckAt = Date.now();
      // A field that no commit rewrites.
      await overwriteRecord(fleet.client, id, { fleetGeneration: 'several' });
      // Its deadline passes.
      await fleet.client.zadd(keys.live, 1, id);
      await eventually(() => isSetAside(id), 12_000);
      const tookMs = Date.now() - struckAt;
      await eventually(async () => (await fleet.store.read(bystander))?.record.phase === 'closed', 6_000);
      await checkQuiet(fleet);
      await release();
      journey.end();
      return tookMs;
    });
  });
});

describe('row 35: one unknown event in a log', () => {
  it.for(chooseMoments(ofSession, ['M4', 'M6']))('at %s', async (moment) => {
    const cell = { row: '35', moment, what: 'an event of another version', boundMs: 2_500 };
    await measureFault(cell, async () => {
      let tookMs = 0;
      await walk(fleet, candidate, {
        moment,
        strike: async (journey) => {
          const id = sessionIdSchema.parse(journey?.sessionId);
          const struckAt = Date.now();
          const revision = await commitForeignEvent(fleet.client, id);
          const isTold = () =>
            journey?.viewers.every(({ told }) => told.some((one) => one.revision >= revision));
          if (revision > 0) await eventually(() => isTold() ?? false, 10_000);
          tookMs = Date.now() - struckAt;
        },
      });
      return tookMs;
    });
  });
});

/** Fills a log to its maximum length, with as many words as it may have. */
async function fillLog(id: SessionId): Promise<void> {
  const words = { previousItemId: null, speaker: 'candidate', startedAtMs: 0, endedAtMs: 1 };
  const from = (await fleet.store.read(id))?.revision ?? 0;
  for (let start = from + 1; start <= logLimit; start += 200) {
    const pipeline = fleet.client.pipeline();
    for (let revision = start; revision < Math.min(start + 200, logLimit + 1); revision++) {
      const text = `word ${revision} `.repeat(60);
      const event = {
        type: 'transcript.completed',
        sessionId: id,
        at: Date.now(),
        itemId: `i${revision}`,
        text,
        ...words,
      };
      pipeline.xadd(sessionKeys.log(id), `${revision}-0`, 'commitId', 'full', 'event', JSON.stringify(event));
    }
    await pipeline.exec();
  }
  await overwriteRecord(fleet.client, id, { revision: String(logLimit), commitId: 'full' });
}

describe('row 36: one log of the greatest size', () => {
  it.for(chooseMoments(['M5', 'M6'] as const, ['M5']))('at %s of another session', async (moment) => {
    const cell = { row: '36', moment, what: 'a log of the greatest size is read', boundMs: 6_000 };
    await measureFault(cell, async () => {
      const full = await newSession(fleet.store);
      await fillLog(full);
      let slowestMs = 0;
      await walk(fleet, candidate, {
        moment,
        strike: async () => {
          const readAt = Date.now();
          expect(await fleet.store.readLog(full, 0)).toHaveLength(logLimit);
          await overwriteRecord(fleet.client, full, { deadlineAt: '1' });
          await fleet.client.zadd(keys.live, 1, full);
          await eventually(async () => (await fleet.store.read(full))?.record.phase === 'closed', 10_000);
          slowestMs = Date.now() - readAt;
          await wait(500);
        },
      });
      return slowestMs;
    });
  });
});
