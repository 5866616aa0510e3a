import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { lastBridge, msUntilEvent, readEvents } from '../support/faults/last-serving.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
import { type Moment, momentsOf, walk } from '../support/faults/walk.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  fleet = await startFaultFleet({ bridges: 2 });
  candidate = await createPatientCandidate(fleet);
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  await fleet.close();
});

/** At these moments there is an interviewer, and another one must follow. */
const interviewed: readonly Moment[] = ['M5', 'M6'];

describe('row 13: the bridge that serves the session is killed', () => {
  const cases = (['browser', 'phone'] as const).flatMap((via) =>
    momentsOf(via).map((moment) => [moment, via] as const),
  );
  it.for(chooseMoments<readonly [Moment, 'browser' | 'phone']>(cases, [['M6', 'phone']]))(
    'at %s, by %s: another one goes on with the same configuration',
    async ([moment, via]) => {
      const what = `kill -9 of ai-bridge, ${via}: another one has shown its receipt`;
      const boundMs = interviewed.includes(moment) ? 4_000 : null;
      await measureFault({ row: '13', moment, what, boundMs }, async () => {
        let killedAt = 0;
        const { journey } = await walk(fleet, candidate, {
          ...{ moment, via },
          strike: async (struck) => {
            const serving = await lastBridge(fleet, struck);
            killedAt = Date.now();
            await serving.process.kill();
          },
        });
        const hashes = (await readEvents(fleet, journey)).flatMap((event) =>
          event.type === 'configuration.received' ? [event.configurationHash] : [],
        );
        expect(new Set(hashes).size).toBe(1);
        if (!interviewed.includes(moment)) return null;
        const since = { type: 'configuration.received', since: killedAt } as const;
        const receiptMs = await msUntilEvent(fleet, journey, since);
        expect(receiptMs).not.toBeNull();
        return receiptMs;
      });
    },
  );
});
