import { noReport } from '@ringback/shared/contract/report-status';
import { UnreadableRecordError } from '@ringback/shared/redis/session/unreadable-record';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startReportSweep } from './report-sweep.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One sweep over a list of one session, whose reading does this. What is done to the list and the queue. */
async function sweepOver(read: () => Promise<unknown>): Promise<unknown[][]> {
  const done: unknown[][] = [];
  const note =
    (name: string) =>
    async (...args: unknown[]) =>
      done.push([name, ...args.slice(1)]);
  const redis = { zrangebyscore: async () => ['s1'], zadd: note('zadd'), zrem: note('zrem') };
  const parts = { redis, store: { read }, clock: { now: () => 1_000 }, logger: { warn: () => {} } };
  const sweep = startReportSweep(parts as never, { add: note('add') } as never);
  await vi.advanceTimersByTimeAsync(1_500);
  sweep.close();
  return done.slice(0, 2);
}
const reportIn =
  (state: string, facts: string[] = []) =>
  async () => ({
    record: {
      report: { ...noReport, state, version: 1 },
      givenFacts: facts.map((fact) => ({ version: 1, questionId: 'q1', state: fact })),
    },
  });

describe('the list of wanted reports', () => {
  it('gives a pending report a job, and looks again in ten seconds', async () => {
    expect(await sweepOver(reportIn('queued'))).toEqual([
      ['add', { sessionId: 's1', version: 1 }, { jobId: 's1-1' }],
      ['zadd', 'XX', 'GT', 11_000, 's1'],
    ]);
  });

  it('gives each given fact whose stronger answer is wanted a job', async () => {
    expect(await sweepOver(reportIn('ready', ['ready', 'queued']))).toEqual([
      ['add', { sessionId: 's1', version: 1, factNumber: 2 }, { jobId: 's1-f2' }],
      ['zadd', 'XX', 'GT', 11_000, 's1'],
    ]);
  });

  it('keeps a report that was read as settled: its next version may have been asked for since', async () => {
    expect(await sweepOver(reportIn('ready'))).toContainEqual(['zadd', 'XX', 'GT', 11_000, 's1']);
    expect(await sweepOver(reportIn('ready'))).not.toContainEqual(['zrem', 's1']);
  });

  it('keeps a session that cannot be read, and looks again after an hour', async () => {
    const unreadable = await sweepOver(async () => {
      throw new UnreadableRecordError('s1' as never, ['phase']);
    });
    expect(unreadable[0]).toEqual(['zadd', 'XX', 'GT', 3_601_000, 's1']);
  });

  it('loses a session that is gone', async () => {
    expect((await sweepOver(async () => null))[0]).toEqual(['zrem', 's1']);
  });
});
