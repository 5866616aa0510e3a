import { ApiError } from '@ringback/shared/client/gateway-call';
import type { ReportAnswer } from '@ringback/shared/contract/http-api';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type SharedReport, watchSharedReport } from './shared-report.ts';

const answer = { version: 1 } as ReportAnswer;
let told: SharedReport[];
let isHidden: boolean;
let reads: number;
let next: () => Promise<ReportAnswer>;

beforeEach(() => {
  vi.useFakeTimers();
  [told, isHidden, reads, next] = [[], false, 0, async () => answer];
});
afterEach(() => vi.useRealTimers());

const start = () =>
  watchSharedReport({
    token: 'secret',
    api: {
      sharedReport: () => {
        reads += 1;
        return next();
      },
    },
    isHidden: () => isHidden,
    changed: (report) => told.push(report),
    log: () => undefined,
  });
const refused =
  (status: number, code = 'refused') =>
  async () => {
    throw new ApiError(code, 'Refused.', { status });
  };

it('is looked at again and again, and is gone from the page when it is not shared any more', async () => {
  const watch = start();
  watch.look();
  await vi.advanceTimersByTimeAsync(1);
  next = refused(403);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([{ type: 'shared', answer }, { type: 'not_shared' }]);
  watch.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toBe(2);
});

it('is not asked for again when its link does not work any more', async () => {
  const watch = start();
  watch.look();
  await vi.advanceTimersByTimeAsync(1);
  next = refused(404, 'share_not_found');
  await vi.advanceTimersByTimeAsync(60_000);
  watch.look();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual([{ type: 'shared', answer }, { type: 'gone' }]);
  expect(reads).toBe(2);
});

it('may be shared yet where a gateway of the release before has no such route', async () => {
  const watch = start();
  next = refused(404, 'route_not_found');
  watch.look();
  await vi.advanceTimersByTimeAsync(1);
  next = async () => answer;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([{ type: 'not_shared' }, { type: 'shared', answer }]);
  watch.close();
});

it('stays as it was where the server is away, and is not asked for while nobody looks at the page', async () => {
  const watch = start();
  next = refused(503);
  watch.look();
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual([]);
  isHidden = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toBe(1);
  isHidden = false;
  next = async () => answer;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([{ type: 'shared', answer }]);
  watch.close();
});
