import { randomUUID } from 'node:crypto';
import type { SessionId } from '@ringback/shared/contract/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { checkHistory, checkQuiet } from '../support/faults/history-check.ts';
import { type Journey, startJourney } from '../support/faults/journey.ts';
import { resetAll } from '../support/faults/operator.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments, isPartial } from '../support/faults/selection.ts';
import { everyMoment, type Moment, reachMoment } from '../support/faults/walk.ts';
import { newSession } from '../support/new-session.ts';

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

const inSession: readonly Moment[] = everyMoment.filter((moment) => moment !== 'M0' && moment !== 'M9');

/** When the session was closed, as its viewers were told. */
const closedAt = ({ viewers }: Journey) =>
  Math.max(
    ...viewers.map(
      ({ told }) => told.find(({ event }) => event.type === 'session.closed')?.receivedAt ?? Infinity,
    ),
  );

describe('row 29: one session is reset', () => {
  it.for(chooseMoments(inSession, ['M2', 'M5']))('at %s', async (moment) => {
    const cell = { row: '29', moment, what: 'one session reset: every holder has let go', boundMs: 2_500 };
    await measureFault(cell, async () => {
      const { journey, release } = await reachMoment(fleet, candidate, moment);
      const path = `/api/sessions/${journey.sessionId}/reset`;
      const askedAt = Date.now();
      const answer = await candidate.ask(path, { body: { operationId: randomUUID() } });
      expect(answer.status).toBe(202);
      await checkHistory(fleet, journey);
      for (const line of journey.lines) expect((await line.closed).code).toBe(1000);
      await checkQuiet(fleet);
      await release();
      journey.end();
      return closedAt(journey) - askedAt;
    });
  });
});

describe('row 29: all sessions are reset', () => {
  const talks = isPartial ? 4 : 10;
  it(`with 50 sessions, ${talks} of them talking and 5 ringing`, async () => {
    const cell = { row: '29', moment: 'all', what: '50 sessions reset: every instance', boundMs: 5_000 };
    await measureFault(cell, async () => {
      const reached = await Promise.all([
        ...Array.from({ length: talks }, (_, index) =>
          reachMoment(fleet, candidate, index % 2 === 0 ? 'M5' : 'M6'),
        ),
        // Each has its own candidate, because a candidate has one phone.
        ...Array.from({ length: 5 }, async () =>
          reachMoment(fleet, await createPatientCandidate(fleet), 'M2'),
        ),
      ]);
      for (let made = reached.length; made < 50; made++) await newSession(fleet.store);
      const { progress, tookMs } = await resetAll(fleet.gateways[0]?.url ?? '', 10_000);
      expect(progress.instances.map(({ instance }) => instance).toSorted()).toEqual(
        fleet.members.map(({ instance }) => instance).toSorted(),
      );
      expect(progress.sessionsTotal).toBe(50);
      for (const { journey, release } of reached) {
        await checkHistory(fleet, journey);
        expect(journey.viewers[0].all('session.ended')[0]?.reason).toMatch(/reset|hung_up_by_candidate/);
        await release();
        journey.end();
      }
      await checkQuiet(fleet);
      return tookMs;
    });
  });

  it('with 1,000 sessions', async () => {
    const cell = { row: '29', moment: 'all', what: '1,000 sessions reset: every instance', boundMs: 5_000 };
    await measureFault(cell, async () => {
      const ids: SessionId[] = [];
      while (ids.length < 1_000) {
        ids.push(...(await Promise.all(Array.from({ length: 50 }, () => newSession(fleet.store)))));
      }
      expect(await fleet.store.listLive()).toHaveLength(1_000);
      const { progress, tookMs } = await resetAll(fleet.gateways[0]?.url ?? '', 15_000);
      expect(progress).toMatchObject({ sessionsTotal: 1_000, sessionsEnded: 1_000 });
      expect(progress.instances.filter(({ confirmed }) => confirmed)).toHaveLength(fleet.members.length);
      const reads = await Promise.all(ids.map((id) => fleet.store.read(id)));
      expect(reads.filter((read) => read?.record.endReason === 'reset')).toHaveLength(1_000);
      await checkQuiet(fleet);
      return tookMs;
    });
  });
});

describe('row 28: practice again', () => {
  const cases = (['browser', 'phone'] as const).flatMap((via) =>
    inSession
      .filter((moment) => via === 'phone' || !['M2', 'M3'].includes(moment))
      .map((moment) => [via, moment] as const),
  );
  const few = [
    ['browser', 'M5'],
    ['phone', 'M2'],
    ['phone', 'M5'],
  ] as const;
  it.for(chooseMoments<readonly ['browser' | 'phone', Moment]>(cases, few))(
    'by %s, at %s',
    async ([via, moment]) => {
      const cell = { row: '28', moment, what: `practice again by ${via}: new call begins`, boundMs: 8_000 };
      await measureFault(cell, async () => {
        const { journey: old, release, call } = await reachMoment(fleet, candidate, moment, via);
        const askedAt = Date.now();
        const next = await startJourney(fleet, candidate, { call, previousSessionId: old.sessionId });
        // The first one was still waiting to be dialled.
        if (moment === 'M1') await fleet.dials.release();
        const oldLines = Promise.all(old.lines.map(({ closed }) => closed));
        let tookMs = 0;
        if (via === 'phone') {
          const placed = await eventually(() => next.call ?? false, 10_000);
          if (!placed) throw new Error('no new call');
          // The old call is down before the same number is dialled again.
          const before = old.call;
          if (before !== null) expect(before.endedAt ?? Infinity).toBeLessThanOrEqual(placed.createdAt);
          tookMs = placed.createdAt - askedAt;
        }
        await oldLines;
        await next.talk();
        await next.hear(100);
        // Time until the interviewer is heard, in the browser. The phone first rings and has its gate.
        if (via === 'browser') tookMs = Date.now() - askedAt;
        await next.greeting();
        const view = (await (await candidate.ask(`/api/sessions/${next.sessionId}`)).json()) as {
          view: { previousSessionId: string };
        };
        expect(view.view.previousSessionId).toBe(old.sessionId);
        await next.hangUp();
        await checkHistory(fleet, old);
        await checkHistory(fleet, next);
        await checkQuiet(fleet);
        next.end();
        await release();
        old.end();
        return tookMs;
      });
    },
  );
});
