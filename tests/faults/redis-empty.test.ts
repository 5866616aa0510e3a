import { keys } from '@ringback/shared/redis/keys';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { vouchForList } from '../../scripts/operator/do-not-call-copy.ts';
import { plainJob } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { checkQuiet } from '../support/faults/history-check.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
import { type Moment, momentsOf, planCall, reachMoment, walk } from '../support/faults/walk.ts';
import { testKeys } from '../support/settings.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  fleet = await startFaultFleet();
});
beforeEach(async () => {
  await startAgain(vouch);
  candidate = await createPatientCandidate(fleet);
});
afterAll(async () => {
  printResults();
  await fleet.close();
});

/** `meanwhile`: what is done while no service runs. */
async function startAgain(meanwhile: () => Promise<unknown>): Promise<void> {
  await fleet.restore();
  await Promise.all(fleet.members.map(({ process }) => process.stop()));
  await meanwhile();
  await fleet.restore();
}

/** As an operator does who has no copy of the do-not-call list. */
const vouch = () => vouchForList(fleet.client, [testKeys.NUMBER_HASH_KEY]);

const boundMs = 3_000;
const without: readonly Moment[] = ['M0', 'M9'];

describe('row 5: Redis comes back empty', () => {
  const cases = (['browser', 'phone'] as const).flatMap((via) =>
    momentsOf(via)
      .filter((moment) => !without.includes(moment))
      .map((moment) => [moment, via] as const),
  );
  it.for(chooseMoments<readonly [Moment, 'browser' | 'phone']>(cases, [['M5', 'phone']]))(
    'at %s, by %s: the call ends, its pages are told that it is gone, and nothing of it is left',
    async ([moment, via]) => {
      const cell = { row: '5', moment, what: `Redis is empty, ${via}: the call ends, pages know`, boundMs };
      await measureFault(cell, async () => {
        const { journey, release } = await reachMoment(fleet, candidate, moment, via);
        await fleet.redis.lose();
        const emptyAt = Date.now();
        const pagesTold = Promise.all(journey.viewers.map(({ over }) => over)).then(() => Date.now());
        const lines = Promise.all(journey.lines.map(({ closed }) => closed)).then(() => Date.now());
        const call = journey.call?.ended.then(() => Date.now()) ?? emptyAt;
        const overAt = Math.max(...(await Promise.all([pagesTold, lines, call])));
        await release();
        await checkQuiet(fleet);
        const asked = await candidate.ask(`/api/sessions/${journey.sessionId}`);
        expect(asked.status).toBe(404);
        journey.end();
        // The next interview works as any other does.
        await walk(fleet, candidate, { moment: 'M7', via: 'browser', strike: async () => {} });
        return overAt - emptyAt;
      });
    },
  );

  it('dials no number any more, because the do-not-call list is lost, until its operator has acted', async () => {
    const what = 'Redis is empty: no number is dialled';
    await measureFault({ row: '5', moment: 'M0', what, boundMs: null }, async () => {
      await fleet.redis.lose();
      // Running services notice the loss before any request. To services that start from now on, Redis looks like a
      // new installation.
      await eventually(async () => (await fleet.client.exists(keys.blockedNumbersLost)) === 1, 10_000, 50);
      await startAgain(async () => {});
      const before = fleet.carrier.calls.length;
      const asked = candidate.start({ jobConfiguration: plainJob, call: planCall(fleet, true) });
      await expect(asked).rejects.toThrow('phone_unavailable');
      expect(fleet.carrier.calls).toHaveLength(before);
      expect(fleet.logs.lines.map(({ msg }) => msg)).toContain(
        'the do-not-call list is lost: no number is dialled',
      );
      await startAgain(vouch);
      await walk(fleet, candidate, { moment: 'M7', via: 'phone', strike: async () => {} });
      return null;
    });
  });
});
