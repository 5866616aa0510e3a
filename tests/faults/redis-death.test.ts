import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { greatestStallMs } from '../support/faults/audio-stall.ts';
import { caughtUpMs } from '../support/faults/catch-up.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
import { everyMoment, type Moment, walk } from '../support/faults/walk.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
/** The same conversation without a fault. */
let controlStallMs = 0;
beforeAll(async () => {
  fleet = await startFaultFleet();
  candidate = await createPatientCandidate(fleet);
  const { journey } = await walk(fleet, candidate, { moment: 'M5', strike: async () => {} });
  controlStallMs = greatestStallMs(journey.line);
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  await fleet.close();
});

const stallLimitMs = 200;
/** At these moments a person is talking, and nothing may be heard of the fault. Before, waiting is allowed. */
const talking: readonly Moment[] = ['M5', 'M6'];

/** Redis is away for this long. Resolves at once; `back` resolves when Redis answers again. */
function strikeRedis(away: () => Promise<void>, back: () => Promise<void>, forMs: number) {
  let restoredAt = 0;
  let restoring: Promise<void> = Promise.resolve();
  return {
    restored: async () => {
      await restoring;
      return restoredAt;
    },
    strike: async () => {
      await away();
      restoring = wait(forMs).then(async () => {
        await back();
        restoredAt = Date.now();
      });
    },
  };
}

async function loseRedis(
  moment: Moment,
  redis: ReturnType<typeof strikeRedis>,
): Promise<{ caughtUpMs: number | null; stallMs: number }> {
  const strikes = { strike: redis.strike };
  const { journey, journeys } = await walk(fleet, candidate, {
    moment,
    ...strikes,
    mayEnd: moment === 'M2' || moment === 'M3' || moment === 'M1',
    closedWithinMs: 40_000,
  });
  const restoredAt = await redis.restored();
  const stallMs = Math.max(
    ...journeys.flatMap(({ lines }) => lines.map((line) => greatestStallMs(line) - controlStallMs)),
    0,
  );
  const isMeasured = talking.includes(moment) || moment === 'M7';
  const hungUpAt = moment === 'M7' ? 0 : null;
  return { caughtUpMs: isMeasured ? caughtUpMs(journey, restoredAt, hungUpAt) : null, stallMs };
}

describe('row 4: Redis is killed and comes back after ten seconds', () => {
  it.for(chooseMoments(everyMoment, ['M5', 'M7']))('at %s', { timeout: 120_000 }, async (moment) => {
    const cell = { row: '4', moment, what: 'Redis kill -9, back after 10 s: told again', boundMs: 1_500 };
    let stallMs = 0;
    await measureFault(cell, async () => {
      const redis = strikeRedis(fleet.redis.kill, fleet.redis.start, 10_000);
      const outcome = await loseRedis(moment, redis);
      stallMs = outcome.stallMs;
      return outcome.caughtUpMs;
    });
    if (!talking.includes(moment)) return;
    const audio = { row: '4', moment, what: 'the same: audio stood still', boundMs: stallLimitMs };
    await measureFault(audio, async () => stallMs);
  });
});

describe('row 6: Redis is stopped and goes on', () => {
  const cases = chooseMoments(
    [5_000, 15_000].flatMap((forMs) =>
      (['M5', 'M6', 'M7'] as const).map((moment) => [forMs, moment] as const),
    ),
    [[5_000, 'M6'] as const],
  );
  it.for(cases)('for %i ms, at %s', { timeout: 120_000 }, async ([forMs, moment]) => {
    const cell = { row: '6', moment, what: `Redis stopped for ${forMs} ms: told again`, boundMs: 2_000 };
    let stallMs = 0;
    await measureFault(cell, async () => {
      const freeze = async () => fleet.redis.freeze();
      const redis = strikeRedis(freeze, async () => fleet.redis.thaw(), forMs);
      const outcome = await loseRedis(moment, redis);
      stallMs = outcome.stallMs;
      return outcome.caughtUpMs;
    });
    if (!talking.includes(moment)) return;
    const audio = { row: '6', moment, what: 'the same: audio stood still', boundMs: stallLimitMs };
    await measureFault(audio, async () => stallMs);
  });
});

it('the control conversation itself has no pause', () => {
  expect(controlStallMs).toBeLessThan(stallLimitMs);
});
