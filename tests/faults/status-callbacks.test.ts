import { setTimeout as wait } from 'node:timers/promises';
import { type SignedRequestRecord, sendSigned } from '@ringback/stand-ins/twilio/signed-request';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import type { Journey } from '../support/faults/journey.ts';
import { readEvents } from '../support/faults/last-serving.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments, isPartial } from '../support/faults/selection.ts';
import { type Moment, momentsOf, walk } from '../support/faults/walk.ts';
import { readCounter } from '../support/read-counter.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
/** All that the carrier has reported of a call that is over. */
let earlier: readonly SignedRequestRecord[] = [];
beforeAll(async () => {
  fleet = await startFaultFleet({ bridges: 1 });
  candidate = await createPatientCandidate(fleet);
  const { journey } = await walk(fleet, candidate, { moment: 'M7', via: 'phone', strike: async () => {} });
  earlier = reportsOf(journey);
});
afterEach(async () => {
  Object.assign(fleet.carrier.faults.callbacks, { delivery: 'once', delayMs: 0 });
  await fleet.tidy();
});
afterAll(async () => {
  printResults();
  await fleet.close();
});

const reportsOf = ({ call }: Journey) => (call?.callbacks ?? []).flatMap(({ requests }) => requests);

/** How many reports the services have counted as late, or as another call's. */
const countStale = () =>
  readCounter({ serviceUrls: fleet.telephonies.map(({ url }) => url) }, 'stale_messages_total', {
    kind: 'status_callback',
  });

/** Repeats earlier reports, twice and in the wrong order. */
async function tellAgain(reports: readonly SignedRequestRecord[]): Promise<void> {
  for (const { url, params } of reports.toReversed()) {
    for (let time = 0; time < 2; time++) {
      const signal = AbortSignal.timeout(5_000);
      const answer = await sendSigned(fleet.carrierSigner, { url, method: 'POST', params, signal });
      expect(answer.status).toBe(204);
    }
  }
}

/** How many of these repeated reports the services count as late. */
async function countToldAgain(reports: readonly SignedRequestRecord[]): Promise<number> {
  const before = await countStale();
  await tellAgain(reports);
  return (await countStale()) - before;
}

const lastIsAnswered = ({ call }: Journey) =>
  call?.callbacks.some(({ event, requests }) => event === 'completed' && requests.length > 0) ?? false;

/** The session went from step to step as if nothing had been repeated, and ended once. */
async function expectPlainStory(journey: Journey, reason: string): Promise<void> {
  const events = await readEvents(fleet, journey);
  expect(events.filter(({ type }) => type === 'session.ended')).toMatchObject([{ reason }]);
  const steps = ['call.dialled', 'call.placed', 'call.answered', 'call.ready'] as const;
  if (journey.call === null) return;
  for (const step of steps) expect(events.filter(({ type }) => type === step)).toHaveLength(1);
}

describe('row 22: what the carrier has reported is told again', () => {
  const cases = (['browser', 'phone'] as const).flatMap((via) =>
    momentsOf(via).map((moment) => [moment, via] as const),
  );
  it.for(chooseMoments<readonly [Moment, 'browser' | 'phone']>(cases, [['M4', 'phone']]))(
    'at %s, by %s: of an earlier call and of this one, twice and in the wrong order',
    async ([moment, via]) => {
      const what = `${via}: reports of an earlier call and of this one, twice, reversed`;
      await measureFault({ row: '22', moment, what, boundMs: null }, async () => {
        expect(earlier.length).toBeGreaterThanOrEqual(4);
        // The carrier's own last report may come after the session has ended, and then counts as late as well.
        const mayBeLate = via === 'phone' && (moment === 'M7' || moment === 'M9');
        let counted = 0;
        let countedAfter = 0;
        const { journey } = await walk(fleet, candidate, {
          ...{ moment, via },
          strike: async (struck) => {
            counted = await countToldAgain(earlier);
            if (mayBeLate && struck !== null) {
              await eventually(() => lastIsAnswered(struck));
              countedAfter = await countToldAgain(earlier);
            }
            if (struck !== null) await tellAgain(reportsOf(struck));
          },
        });
        const told = earlier.length * 2;
        if (mayBeLate) expect([told, told + 1]).toContain(counted);
        expect(mayBeLate ? countedAfter : counted).toBe(told);
        await expectPlainStory(journey, moment === 'M9' ? 'superseded' : 'hung_up_by_candidate');
        return null;
      });
    },
  );

  it.skipIf(isPartial).for(['twice', 'reversed'] as const)(
    '%s, from the first to the last',
    async (delivery) => {
      const cell = { row: '22', moment: 'all', what: `every report ${delivery}`, boundMs: null };
      await measureFault(cell, async () => {
        fleet.carrier.faults.callbacks.delivery = delivery;
        const { journey } = await walk(fleet, candidate, {
          moment: 'M7',
          via: 'phone',
          strike: async () => {},
        });
        await expectPlainStory(journey, 'hung_up_by_candidate');
        return null;
      });
    },
  );

  it.skipIf(isPartial)('thirty seconds late: the session is over, and they are counted', async () => {
    const lateMs = 30_000;
    const cell = { row: '22', moment: 'all', what: 'every report 30 s late', boundMs: null };
    await measureFault(cell, async () => {
      const before = await countStale();
      fleet.carrier.faults.callbacks.delayMs = lateMs;
      const { journey } = await walk(fleet, candidate, {
        moment: 'M7',
        via: 'phone',
        strike: async () => {},
      });
      await expectPlainStory(journey, 'hung_up_by_candidate');
      await wait(lateMs);
      expect(reportsOf(journey)).toHaveLength(4);
      expect(reportsOf(journey).map(({ status }) => status)).toEqual([204, 204, 204, 204]);
      expect(await countStale()).toBeGreaterThan(before);
      await expectPlainStory(journey, 'hung_up_by_candidate');
      return null;
    });
  });
});
