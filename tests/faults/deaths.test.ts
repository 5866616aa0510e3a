import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, type FleetMember, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { checkHistory, checkQuiet } from '../support/faults/history-check.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments, isPartial } from '../support/faults/selection.ts';
import { reachMoment, walk } from '../support/faults/walk.ts';

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

const [telephony, bridge, gateway] = ['telephony', 'ai-bridge', 'frontend-gateway'] as const;
const of = (...services: string[]) => fleet.members.filter(({ service }) => services.includes(service));

/**
 * Kills while one candidate talks in the browser and one on the phone. Both calls must be over everywhere in the end.
 */
async function killAll(victims: () => readonly FleetMember[], andRedis: boolean): Promise<number> {
  const reached = await Promise.all([
    reachMoment(fleet, candidate, 'M5', 'browser'),
    reachMoment(fleet, candidate, 'M5', 'phone'),
  ]);
  for (const { release } of reached) await release();
  const killedAt = Date.now();
  await Promise.all([
    ...victims().map(({ process }) => process.kill()),
    ...(andRedis ? [fleet.redis.kill()] : []),
  ]);
  await fleet.restore();
  await eventually(async () => (await fleet.client.zcard('live')) === 0, 60_000, 100);
  const cleanedMs = Date.now() - killedAt;
  for (const { journey } of reached) {
    await checkHistory(fleet, journey, 20_000);
    journey.end();
  }
  await checkQuiet(fleet);
  return cleanedMs;
}

describe('row 17: deaths together', () => {
  const cases = [
    ['telephony and ai-bridge', () => of(telephony, bridge), false],
    ['telephony and gateways', () => of(telephony, gateway), false],
    ['telephony and Redis', () => of(telephony), true],
    ['everything', () => fleet.members, true],
  ] as const;
  it.for(chooseMoments(cases, [cases[3]]))('of %s', async ([what, victims, andRedis]) => {
    const cell = { row: '17', moment: 'M5', what: `kill -9 of ${what}, restarted: cleaned`, boundMs: 30_000 };
    await measureFault(cell, () => killAll(victims, andRedis));
  });
});

describe('row 32: a process that stands still', () => {
  it.for(chooseMoments([telephony, bridge, gateway], [bridge]))('%s, for 3 s', async (service) => {
    const cell = {
      row: '32',
      moment: 'M5',
      what: `${service} does nothing for 3 s: no false end`,
      boundMs: null,
    };
    await measureFault(cell, async () => {
      await walk(fleet, candidate, {
        moment: 'M5',
        strike: async () => {
          for (const { process } of of(service)) process.freeze();
          void wait(3_000).then(() => {
            for (const { process } of of(service)) process.thaw();
          });
        },
      });
      return null;
    });
  });
});

describe.skipIf(isPartial)('row 32: a clock that jumps by an hour', () => {
  it.for([telephony, bridge, gateway])('of %s', async (service) => {
    const cell = {
      row: '32',
      moment: 'M5',
      what: `clock of ${service} jumps ± 1 h: no false end`,
      boundMs: null,
    };
    await measureFault(cell, async () => {
      // Ahead, back and right again, each during a call. The next call begins with the clock in that state.
      for (let jumps = 0; jumps < 3; jumps++) {
        const { journey } = await walk(fleet, candidate, {
          moment: 'M5',
          strike: async () => {
            for (const { process } of of(service)) process.signal('SIGUSR2');
            // Two sweeps of the reaper.
            await wait(2_500);
          },
        });
        expect(journey.viewers[0].all('session.ended')[0]?.reason).toBe('hung_up_by_candidate');
      }
      return null;
    });
  });
});
