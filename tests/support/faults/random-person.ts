import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultFleet } from './fault-fleet.ts';
import { type Journey, startJourney } from './journey.ts';
import type { PatientCandidate } from './patient-candidate.ts';
import type { RandomSource } from './random-source.ts';
import { type Survival, stayOn } from './random-survivor.ts';
import { planCall } from './walk.ts';

const endings = ['hang_up', 'end', 'reset', 'practice_again'] as const;

/** What one candidate is going to do. */
export interface PlannedPerson {
  isPhone: boolean;
  hearsMs: number;
  saysSomething: boolean;
  ending: (typeof endings)[number];
  /** Stays on the line until the faults are over, and is then cut off for this long; null: does not stay. */
  staysForMs: number | null;
}

export function planPerson(random: RandomSource): PlannedPerson {
  return {
    isPhone: random.next() < 0.4,
    hearsMs: random.between(0, 2_000),
    saysSomething: random.next() < 0.6,
    ending: random.pick(endings),
    staysForMs: random.next() < 0.3 ? random.between(3_000, 5_000) : null,
  };
}

/** Whatever a fault has broken for this person, the call is over for them, and they tell the page so. */
async function endByPage(
  candidate: PatientCandidate,
  sessionId: string,
  how: 'end' | 'reset',
): Promise<void> {
  const body = { operationId: randomUUID() };
  await candidate.ask(`/api/sessions/${sessionId}/${how}`, { body, withinMs: 30_000 });
}

async function talk(journey: Journey, plan: PlannedPerson): Promise<void> {
  await journey.talk(12_000);
  await journey.hear(plan.hearsMs, 8_000);
  if (plan.saysSomething) await journey.say(600, 8_000);
}

/** What became of one person. */
export interface GoneThrough {
  journeys: Journey[];
  survival: Survival | null;
}

/** Goes through the plan, whatever happens. Every session that was begun is over when it resolves. */
export async function goThrough(
  fleet: FaultFleet,
  candidate: PatientCandidate,
  { plan, faulting }: { plan: PlannedPerson; faulting: Promise<void> },
): Promise<GoneThrough> {
  const call = planCall(fleet, plan.isPhone);
  const first = await startJourney(fleet, candidate, { call, patience: 'brisk' });
  const journeys = [first];
  const spoke = await talk(first, plan).then(
    () => true,
    () => false,
  );
  let survival: Survival | null = null;
  if (first.lines.length > 0 && plan.staysForMs !== null) {
    await faulting;
    survival = await stayOn(fleet, first, plan.staysForMs);
  }
  if (spoke && plan.ending === 'hang_up') {
    await first.hangUp();
    // The stop may have met a dead process.
    await wait(200);
    await endByPage(candidate, first.sessionId, 'end');
  } else if (plan.ending === 'practice_again') {
    const next = await startJourney(fleet, candidate, { call, previousSessionId: first.sessionId });
    journeys.push(next);
    await talk(next, plan).catch(() => {});
    await endByPage(candidate, next.sessionId, 'end');
  } else await endByPage(candidate, first.sessionId, plan.ending === 'reset' ? 'reset' : 'end');
  return { journeys, survival };
}
