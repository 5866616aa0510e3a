import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { logLimit } from '@ringback/shared/session/decide';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createReportAttempt } from '../../services/ai-bridge/src/report/report-attempt.ts';
import { type ReportSteps, reportSteps } from '../../services/ai-bridge/src/report/report-steps.ts';
import { createThreadedSteps } from '../../services/ai-bridge/src/report/threaded-steps.ts';
import { watchTurns } from '../support/longest-turn.ts';
import { newSession } from '../support/new-session.ts';
import { evenJudge } from '../support/report/even-judge.ts';
import { exchangesOf, recordInterview } from '../support/report/recorded-interview.ts';
import { openReporterParts } from '../support/report/reporter-parts.ts';

let parts: ServiceParts;
beforeEach(async () => {
  parts = await openReporterParts();
});
afterEach(() => parts.close());

/** As long as a log may be: some of its entries are not of the conversation. */
const longest = exchangesOf(24 * 60).slice(0, Math.floor((logLimit - 50) / 3));

async function longestInterview(): Promise<SessionId> {
  const id = await newSession(parts.store);
  await recordInterview(parts.store, id, ...longest);
  return id;
}

/** Makes a report, and tells how long the event loop stood at most. */
async function longestTurnMs(steps: ReportSteps): Promise<number> {
  const id = await longestInterview();
  const money = { prices: {}, limitUsd: 1, dailyLimitUsd: 1, isFree: true };
  const attempt = createReportAttempt(parts, { model: evenJudge().model, samples: 1, money }, steps);
  const turns = watchTurns();
  await attempt(id, 1, new AbortController().signal);
  turns.stop();
  expect((await parts.store.read(id))?.record.report).toMatchObject({ state: 'ready', attempt: 1 });
  return turns.longestMs();
}

it('the report of the longest transcript does not hold up the event loop that carries calls', async () => {
  const threaded = createThreadedSteps();
  const inThread = await longestTurnMs(threaded);
  await threaded.close();
  const inLoop = await longestTurnMs(reportSteps);
  process.stdout.write(
    `the longest turn of the event loop: ${inThread.toFixed(0)} ms, without a thread ${inLoop.toFixed(0)} ms\n`,
  );
  expect(inThread).toBeLessThan(inLoop / 3);
});

/** The niceness of each thread of this process (proc_pid_stat(5), field 19). */
const nicenessOfThreads = () =>
  readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });

it.runIf(process.platform === 'linux')('the thread of reports comes after that of calls', async () => {
  const steps = createThreadedSteps();
  await expect(Promise.resolve(steps.describeLog([]))).rejects.toThrow('the log is empty');
  const own = getPriority();
  expect(Math.max(...nicenessOfThreads())).toBe(Math.min(19, own + 10));
  await steps.close();
});

it('what a step throws is told, and a closed thread refuses the step under way and those after it', async () => {
  const steps = createThreadedSteps();
  await expect(Promise.resolve(steps.describeLog([]))).rejects.toThrow('the log is empty');
  const id = await longestInterview();
  const events = (await parts.store.readLog(id, 0)).map(({ event }) => event);
  const refused = expect(steps.describeLog(events)).rejects.toThrow('is closed');
  await steps.close();
  await refused;
  await expect(steps.describeLog(events)).rejects.toThrow('another instance');
});
