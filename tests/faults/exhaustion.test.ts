import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { occupyCores } from '../support/faults/busy-cores.ts';
import { canLimitDescriptors, exhaustDescriptors } from '../support/faults/exhaust-descriptors.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { isPartial } from '../support/faults/selection.ts';
import { walk } from '../support/faults/walk.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
/** Whatever a fault has taken is given back before the next test, even if this one failed. */
let healing: Promise<unknown> = Promise.resolve();
beforeAll(async () => {
  fleet = await startFaultFleet();
  candidate = await createPatientCandidate(fleet);
});
afterEach(async () => {
  await healing;
  await fleet.tidy();
});
afterAll(async () => {
  printResults();
  await fleet.close();
});

describe.skipIf(isPartial)('row 32: every core is busy', () => {
  it.for(['M1', 'M5'] as const)('for 10 s, at %s', async (moment) => {
    const cell = { row: '32', moment, what: 'every core busy for 10 s: no false end', boundMs: null };
    await measureFault(cell, async () => {
      const { journey } = await walk(fleet, candidate, {
        moment,
        strike: async () => {
          healing = occupyCores(10_000);
        },
      });
      expect(journey.viewers[0].all('session.ended')[0]?.reason).toBe('hung_up_by_candidate');
      await healing;
      return null;
    });
  });
});

describe.skipIf(isPartial)('row 32: a service has no file descriptor left', () => {
  // Before the answer one instance is struck and others must step in. During a call, all of them are struck.
  const cases = [
    ['telephony', 'M5'],
    ['ai-bridge', 'M1'],
    ['ai-bridge', 'M5'],
    ['frontend-gateway', 'M1'],
    ['frontend-gateway', 'M5'],
  ] as const;
  it.for(cases)('%s, for 5 s, at %s', async ([service, moment], { skip }) => {
    if (!canLimitDescriptors) return skip('the limit of a running process can be lowered on Linux alone');
    const cell = {
      row: '32',
      moment,
      what: `${service} has no descriptor for 5 s: no false end`,
      boundMs: null,
    };
    await measureFault(cell, async () => {
      const all = fleet.members.filter((member) => member.service === service);
      const struck = moment === 'M1' ? all.slice(0, 1) : all;
      const { journey } = await walk(fleet, candidate, {
        moment,
        strike: async () => {
          const heals = await Promise.all(struck.map(exhaustDescriptors));
          healing = wait(5_000).then(() => Promise.all(heals.map((heal) => heal())));
        },
      });
      await healing;
      expect(journey.viewers[0].all('session.ended')[0]?.reason).toBe('hung_up_by_candidate');
      return null;
    });
  });
});
