import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
import { greatestLagMs } from '../support/faults/steady-viewer.ts';
import { everyMoment, walk } from '../support/faults/walk.ts';

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

describe('row 1: every message of pub/sub is lost', () => {
  it.for(chooseMoments(everyMoment, ['M2', 'M7']))('at %s', async (moment) => {
    const cell = { row: '1', moment, what: 'every pub/sub message lost', boundMs: 2_500 };
    await measureFault(cell, async () => {
      const { journeys } = await walk(fleet, candidate, {
        moment,
        strike: async () => {
          for (const { redis } of fleet.members) redis.dropPublished();
        },
      });
      return Math.max(...journeys.flatMap(({ viewers }) => viewers.map((viewer) => greatestLagMs(viewer))));
    });
  });
});

describe('row 2: the subscribers’ links are cut', () => {
  it.for(
    [1_000, 10_000].flatMap((forMs) =>
      chooseMoments(everyMoment, forMs === 1_000 ? ['M4'] : ['M5']).map((moment) => [forMs, moment] as const),
    ),
  )('for %i ms, at %s', async ([forMs, moment]) => {
    const cell = { row: '2', moment, what: `subscriber links refused for ${forMs} ms`, boundMs: 1_500 };
    await measureFault(cell, async () => {
      let restoredAt = 0;
      let restoring: Promise<void> = Promise.resolve();
      const { journeys } = await walk(fleet, candidate, {
        moment,
        strike: async () => {
          for (const { redis } of fleet.members) redis.cut('subscriber');
          restoring = wait(forMs).then(() => {
            for (const { redis } of fleet.members) redis.restore();
            restoredAt = Date.now();
          });
        },
      });
      await restoring;
      // Events that were told later than the cut lasted, and by how much.
      const late = journeys
        .flatMap(({ viewers }) => viewers.flatMap(({ told }) => told))
        .map(({ event, receivedAt }) => receivedAt - Math.max(event.at, restoredAt));
      return Math.max(0, ...late);
    });
  });
});
