import { setTimeout as wait } from 'node:timers/promises';
import type { SessionId } from '@ringback/shared/contract/ids';
import { readSpentUsd } from '@ringback/shared/redis/admission/reservations';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, type FleetMember, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { createHeldAnswers } from '../support/faults/held-answers.ts';
import { checkQuiet } from '../support/faults/history-check.ts';
import { expectOneReport, holdInterview } from '../support/faults/over-interview.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments, isPartial } from '../support/faults/selection.ts';

const model = createHeldAnswers();
let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  // With a key answers are paid for, and each dimension has three samples.
  const env = { OPENAI_API_KEY: 'sk-local', OPENAI_PLAN_MODEL: 'none' };
  fleet = await startFaultFleet({ gateways: 1, bridges: 2, responses: model.responses, env });
  candidate = await createPatientCandidate(fleet);
});
afterEach(async () => {
  model.release();
  await fleet.tidy();
});
afterAll(async () => {
  printResults();
  await fleet.close();
});

const everyJudgement = 5 * 3;
const settledWithinMs = 15_000;
const reachedWithinMs = 20_000;

/** Stops a worker at an exact point, if it comes by. False: it does not, and another one may have. */
type Stop = (member: FleetMember) => Promise<boolean>;
const [started, named] = ['"type":"report.started"', '"type":"report.ready"'];
const atHalf: Stop = () => model.holdAfter(Math.floor(everyJudgement / 2));

interface Point {
  point: string;
  stop: Stop;
  /** How often it was begun in all. A death before the beginning counts for nothing. */
  attempts: number;
  /** Whether the model is asked by the next worker. */
  asks: boolean;
}
const points: readonly Point[] = [
  {
    point: 'with the job in its hands and nothing begun',
    stop: ({ redis }) => redis.loseCommand('commitSession', { containing: started }),
    ...{ attempts: 1, asks: true },
  },
  {
    point: 'with the beginning on the record',
    stop: ({ redis }) => redis.loseReply('commitSession', 'silent', { containing: started }),
    ...{ attempts: 2, asks: true },
  },
  { point: 'with half of the judge’s answers', stop: atHalf, attempts: 2, asks: true },
  {
    point: 'with all answers and nothing kept',
    stop: ({ redis }) => redis.loseCommand('keepReport'),
    ...{ attempts: 2, asks: true },
  },
  {
    point: 'with the report kept and not named',
    stop: ({ redis }) => redis.loseReply('keepReport', 'silent'),
    ...{ attempts: 2, asks: false },
  },
  {
    point: 'with the report named and its job not done',
    stop: ({ redis }) => redis.loseReply('commitSession', 'silent', { containing: named }),
    ...{ attempts: 1, asks: false },
  },
];

/** Which worker has the report. It alone has told of its beginning, or has come to the point. */
async function workerOf(sessionId: SessionId): Promise<FleetMember> {
  const log = await fleet.store.readLog(sessionId, 0);
  const begun = log.flatMap(({ event }) => (event.type === 'report.started' ? [event.instance] : []));
  const worker = fleet.bridges.find(({ instance }) => instance === begun.at(-1));
  if (worker === undefined) throw new Error('no worker has begun');
  return worker;
}

/** Waits until a worker has come to the point. Throws where none does: such a fault has not struck. */
async function stopAt(stop: Stop): Promise<{ sessionId: SessionId; victim: FleetMember }> {
  const first = Promise.any(
    fleet.bridges.map(async (member) => {
      if (!(await stop(member))) throw new Error('did not come by');
      return member;
    }),
  );
  first.catch(() => {});
  const sessionId = await holdInterview(fleet, candidate);
  const late = wait(reachedWithinMs, null, { ref: false });
  const stopped = await Promise.race([first, late]);
  if (stopped === null) throw new Error('no worker has come to this point');
  return { sessionId, victim: stop === atHalf ? await workerOf(sessionId) : stopped };
}

describe('row 33: the worker that makes a report is killed', () => {
  it.for(
    chooseMoments(
      points,
      [points[2], points[4]].flatMap((one) => one ?? []),
    ),
  )('$point: another one makes it', async ({ point, stop, attempts, asks }) => {
    const what = `kill -9 of ai-bridge ${point}: one report`;
    await measureFault({ row: '33', moment: 'M8', what, boundMs: settledWithinMs }, async () => {
      const paidUsd = () => readSpentUsd(fleet.client, Date.now());
      const paidBefore = await paidUsd();
      const { sessionId, victim } = await stopAt(stop);
      await victim.process.kill();
      const killedAt = Date.now();
      expect(victim.process.isRunning).toBe(false);
      for (const { redis } of fleet.bridges) redis.restore();
      model.release();
      const asked = model.judged;
      const expected = { sessionId, candidate, withinMs: settledWithinMs + 5_000 };
      const report = await expectOneReport(fleet, expected);
      const settledMs = Date.now() - killedAt;
      expect(report).toMatchObject({ state: 'ready', attempt: attempts });
      expect(report.costUsd).toBeGreaterThan(0);
      // The day has every answer; the report has those of which its dead worker could tell.
      expect((await paidUsd()) - paidBefore).toBeGreaterThan(report.costUsd - 0.000_01);
      // What the dead one has sent may still arrive.
      const askedAgain = model.judged - asked;
      if (asks) expect(askedAgain).toBeGreaterThanOrEqual(everyJudgement);
      else expect(askedAgain).toBe(0);
      await fleet.restore();
      await checkQuiet(fleet);
      return settledMs;
    });
  });
});

describe('Redis is gone while a report is made', () => {
  const half = () => stopAt(atHalf).then(({ sessionId }) => sessionId);
  /** How often a worker has said that it lets go of a job, whether Redis knew of the job or not. */
  const jobsLetGo = () =>
    fleet.bridges
      .flatMap(({ redis }) => [redis.commands.get('moveToFinished'), redis.commands.get('moveToDelayed')])
      .reduce((sum: number, count = 0) => sum + count, 0);

  it.skipIf(isPartial)('row 4: killed, and back after ten seconds', async () => {
    const cell = { row: '4', moment: 'M8', what: 'Redis kill -9, back after 10 s: one report' };
    await measureFault({ ...cell, boundMs: settledWithinMs }, async () => {
      const sessionId = await half();
      await fleet.redis.kill();
      model.release();
      await wait(10_000);
      await fleet.redis.start();
      const backAt = Date.now();
      await expectOneReport(fleet, { sessionId, candidate, withinMs: settledWithinMs + 5_000 });
      const settledMs = Date.now() - backAt;
      await checkQuiet(fleet);
      return settledMs;
    });
  });

  it.skipIf(isPartial)('row 6: stopped for longer than a worker may keep its job', async () => {
    const cell = { row: '6', moment: 'M8', what: 'Redis stopped for 15 s: one report' };
    await measureFault({ ...cell, boundMs: settledWithinMs }, async () => {
      const sessionId = await half();
      fleet.redis.freeze();
      model.release();
      await wait(15_000);
      fleet.redis.thaw();
      const backAt = Date.now();
      await expectOneReport(fleet, { sessionId, candidate, withinMs: settledWithinMs + 5_000 });
      const settledMs = Date.now() - backAt;
      await checkQuiet(fleet);
      return settledMs;
    });
  });

  it.skipIf(isPartial)('row 5: back empty, nothing of the report is left', async () => {
    const cell = { row: '5', moment: 'M8', what: 'Redis comes back empty: nothing is kept', boundMs: null };
    await measureFault(cell, async () => {
      const sessionId = await half();
      const [done, asked] = [jobsLetGo(), model.judged];
      await fleet.redis.lose();
      model.release();
      await eventually(() => expect(jobsLetGo()).toBeGreaterThan(done), 15_000);
      // Those that were under way.
      expect(model.judged - asked).toBeLessThanOrEqual(4);
      expect(await fleet.client.exists(sessionKeys.reports(sessionId), sessionKeys.record(sessionId))).toBe(
        0,
      );
      const told = await candidate.ask(`/api/sessions/${sessionId}/report`);
      expect(told.status).toBe(404);
      await checkQuiet(fleet);
      return null;
    });
  });
});
