import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import type { Journey } from '../support/faults/journey.ts';
import { lastTelephony, msUntilEvent } from '../support/faults/last-serving.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
import { type Moment, momentsOf, walk } from '../support/faults/walk.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  fleet = await startFaultFleet({ telephonies: 2, isBalanced: true });
  candidate = await createPatientCandidate(fleet);
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  await fleet.close();
});

/** At these moments there is a line that must come back. */
const onTheLine: readonly Moment[] = ['M4', 'M5', 'M6'];
/** At these the conversation is over, and only the lost line may reveal its end. */
const over: readonly Moment[] = ['M7', 'M9'];

/** The page's button does not end the sound by itself. */
async function endByPage(journey: Journey | null): Promise<void> {
  const body = { operationId: randomUUID() };
  await candidate.ask(`/api/sessions/${journey?.sessionId}/end`, { body });
}

describe('row 11: the telephony that has the call is killed', () => {
  const cases = (['browser', 'phone'] as const).flatMap((via) =>
    momentsOf(via).map((moment) => [moment, via] as const),
  );
  it.for(chooseMoments<readonly [Moment, 'browser' | 'phone']>(cases, [['M3', 'phone']]))(
    'at %s, by %s: another one goes on with it',
    async ([moment, via]) => {
      const what = `kill -9 of telephony, ${via}: gone on with`;
      const boundMs = onTheLine.includes(moment) ? 20_000 : null;
      await measureFault({ row: '11', moment, what, boundMs }, async () => {
        let killedAt = 0;
        const { journey } = await walk(fleet, candidate, {
          ...{ moment, via, comesBack: true, closedWithinMs: 20_000 },
          strike: async (struck) => {
            const carrying = await lastTelephony(fleet, struck);
            killedAt = Date.now();
            await carrying.process.kill();
            if (moment === 'M7' && via === 'browser') await endByPage(struck);
          },
        });
        const [ended] = journey.viewers[0].all('session.ended');
        const reasons = [
          'hung_up_by_candidate',
          ...(over.includes(moment) ? ['media_lost', 'superseded'] : []),
        ];
        expect(reasons).toContain(ended?.reason);
        if (!onTheLine.includes(moment)) return null;
        const resumedMs = await msUntilEvent(fleet, journey, { type: 'media.started', since: killedAt });
        expect(resumedMs).not.toBeNull();
        return resumedMs;
      });
    },
  );
});
