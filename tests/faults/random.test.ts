import { randomInt } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { checkHistory, checkQuiet } from '../support/faults/history-check.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { carryOut, describeFault, planFaults } from '../support/faults/random-faults.ts';
import { goThrough, planPerson } from '../support/faults/random-person.ts';
import { createRandomSource } from '../support/faults/random-source.ts';
import type { Survival } from '../support/faults/random-survivor.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { isPartial } from '../support/faults/selection.ts';

const sequences = Number(process.env.FAULTS_RANDOM ?? (isPartial ? 3 : 20));
const firstSeed = Number(process.env.FAULTS_SEED ?? randomInt(1_000_000));

/** Those who stayed on the line through the faults of a sequence. */
const survivals: ({ seed: number } & Survival)[] = [];
let fleet: FaultFleet;
/** One candidate for each person: a candidate has one phone call at a time, and some stay on the line for long. */
let candidates: PatientCandidate[];
beforeAll(async () => {
  process.stdout.write(`faults: ${sequences} random sequences from seed ${firstSeed}\n`);
  fleet = await startFaultFleet();
  candidates = await Promise.all(Array.from({ length: 3 }, () => createPatientCandidate(fleet)));
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  const lines = survivals.map(
    ({ seed, silenceMs, saidAgainMs }) => `  ${seed}: ${silenceMs}, ${saidAgainMs}`,
  );
  process.stdout.write(
    `faults: silence, and from the return of a cut line to a word, ms:\n${lines.join('\n')}\n`,
  );
  printResults();
  await fleet.close();
});

describe('random faults', () => {
  it.for(Array.from({ length: sequences }, (_, index) => firstSeed + index))('of seed %i', async (seed) => {
    const random = createRandomSource(seed);
    const people = candidates.map((candidate) => ({ candidate, plan: planPerson(random) }));
    const faults = planFaults(random, fleet.members.length);
    const what = faults.map((fault) => describeFault(fault, fleet)).join('; ');
    await measureFault({ row: 'random', moment: `${seed}`, what, boundMs: null }, async () => {
      const faulting = carryOut(faults, fleet);
      faulting.catch(() => {});
      const gone = await Promise.all(
        people.map(({ candidate, plan }) => goThrough(fleet, candidate, { plan, faulting })),
      );
      await faulting;
      const journeys = gone.flatMap((each) => each.journeys);
      for (const { survival } of gone) if (survival !== null) survivals.push({ seed, ...survival });
      try {
        for (const journey of journeys) await checkHistory(fleet, journey, 40_000);
        await checkQuiet(fleet, 15_000);
      } finally {
        for (const journey of journeys) journey.end();
      }
      return null;
    });
  });
});
