import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { flood, floodFrame } from '../support/attacks/media-flood.ts';
import { visit } from '../support/candidate-client.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
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

/** A stranger's browser sends audio as fast as it is accepted. Throws unless it is sent away for that. */
async function floodAsStranger(): Promise<void> {
  const stranger = await visit(fleet.gateways[0]?.url ?? '');
  const { media, sessionId } = await stranger.start();
  expect(await flood(media?.url ?? '', media?.token ?? '', floodFrame)).toBe(1008);
  // The check afterwards is about the one session under observation, so this one must be over.
  await stranger.fetch(`/api/sessions/${sessionId}/end`, { body: { operationId: randomUUID() } });
}

describe('row 37: a flood of audio', () => {
  it.for(chooseMoments(everyMoment, ['M2', 'M5']))('at %s', async (moment) => {
    const cell = { row: '37', moment, what: 'a flood of audio in another session', boundMs: null };
    await measureFault(cell, async () => {
      const { isComplete } = await walk(fleet, candidate, { moment, strike: floodAsStranger });
      expect(isComplete).toBe(true);
      return null;
    });
  });
});
