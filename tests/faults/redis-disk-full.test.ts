import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { caughtUpMs } from '../support/faults/catch-up.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { checkHistory, checkQuiet } from '../support/faults/history-check.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
import { mountSmallDisk, type SmallDisk } from '../support/faults/small-disk.ts';
import { reachMoment } from '../support/faults/walk.ts';
import { pageOrigin } from '../support/stack.ts';

/** Null when none can be mounted; then nothing else is started. */
let disk: SmallDisk | null = null;
let whyNot = '';
let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  const mounted = await mountSmallDisk(16);
  if (typeof mounted === 'string') {
    whyNot = mounted;
    process.stdout.write(`faults: row 7, disk full, is skipped: ${whyNot}\n`);
    return;
  }
  disk = mounted;
  fleet = await startFaultFleet({ redisFolder: disk.folder });
  candidate = await createPatientCandidate(fleet);
});
afterEach(async () => {
  if (disk === null) return;
  await disk.free();
  await fleet.tidy();
});
afterAll(async () => {
  printResults();
  await fleet?.close();
  await disk?.close();
});

async function fillDisk(full: SmallDisk): Promise<void> {
  await full.fill();
  // The last page of the append-only file still has room, so the write that finds the disk full is still accepted.
  await eventually(async () => {
    await expect(fleet.client.set('filler', 'x'.repeat(8_192))).rejects.toThrow(/^MISCONF/);
  });
}

/** One request for a session, without a retry. */
async function askOnce(): Promise<number> {
  const answer = await fetch(`${fleet.gateways[0]?.url}/api/sessions`, {
    method: 'POST',
    headers: { origin: pageOrigin, cookie: candidate.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      operationId: randomUUID(),
      jobConfiguration: { jobTitle: 'Tester' },
      call: { via: 'browser' },
    }),
  });
  return answer.status;
}

describe('row 7: the disk of Redis is full', () => {
  it.for(chooseMoments(['M5', 'M7'] as const, ['M7']))(
    'at M5, and there is space again at %s',
    async (healedAt, { skip }) => {
      const small = disk;
      if (small === null) return skip(whyNot);
      const cell = {
        row: '7',
        moment: healedAt,
        what: 'disk full since M5: 503, and told again once there is space',
        boundMs: 2_000,
      };
      await measureFault(cell, async () => {
        const { journey, release } = await reachMoment(fleet, candidate, 'M5');
        await release();
        await fillDisk(small);
        const askedAt = Date.now();
        expect(await askOnce()).toBe(503);
        const refusedMs = Date.now() - askedAt;
        await journey.greeting();
        await journey.exchange(500);
        const hangUp = async () => {
          await journey.hangUp();
          return Date.now();
        };
        let hungUpAt = healedAt === 'M7' ? await hangUp() : null;
        // Still full, and none of the services has noticed.
        expect(await askOnce()).toBe(503);
        expect(journey.viewers[0].all('transcript.completed')).toEqual([]);
        expect(journey.viewers[0].all('session.ended')).toEqual([]);
        await small.free();
        const freedAt = Date.now();
        if (hungUpAt === null) {
          await journey.exchange(500);
          hungUpAt = await hangUp();
        }
        const { event, receivedAt } = await journey.viewers[0].waitFor('session.ended', 10_000);
        expect(event).toMatchObject({ reason: 'hung_up_by_candidate' });
        await checkHistory(fleet, journey, 15_000);
        await checkQuiet(fleet);
        journey.end();
        // The bridges report every second that they have room, and could not while the disk was full.
        await eventually(async () => expect(await askOnce()).toBe(201), cell.boundMs);
        return Math.max(
          refusedMs,
          caughtUpMs(journey, freedAt, null),
          receivedAt - Math.max(hungUpAt, freedAt),
        );
      });
    },
  );
});
