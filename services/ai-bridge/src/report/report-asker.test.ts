import { describe, expect, it } from 'vitest';
import type { Asked } from '../domain/report/report-port.ts';
import { createReportAsker } from './report-asker.ts';
import { createReportMoney } from './report-money.ts';

const rates = { input: 1, cached: 0.1, output: 5 };
const prices = { judge: { text: rates, audio: { input: 0, cached: 0, output: 0 } } };
const used = { model: 'judge', input: 100_000, cached: 50_000, output: 10_000 };
/** 0.105 US dollars. */
const answered: Asked<string> = { outcome: 'answered', answer: 'yes', used };

function moneyOf(limitUsd: number, spentUsd = 0) {
  const limits = { prices, limitUsd, dailyLimitUsd: 1, isFree: true };
  return createReportMoney({} as never, limits, spentUsd);
}
const by = () => ({ candidate: 'c', signal: new AbortController().signal });

describe('the money of a report', () => {
  it('is counted with every answer, earlier attempts included, and ends the asking', async () => {
    const money = moneyOf(0.25, 0.1);
    const asker = createReportAsker(by(), money, 1);
    expect(await asker.ask(async () => answered)).toBe('yes');
    expect(money.isLeft).toBe(true);
    const failed: Asked<string> = {
      outcome: 'failed',
      trouble: { reason: 'steered', passing: true, detail: '' },
      used,
    };
    await expect(asker.ask(async () => failed)).rejects.toMatchObject({ reason: 'steered', isPassing: true });
    expect(money.isLeft).toBe(false);
    await expect(asker.ask(async () => answered)).rejects.toMatchObject({
      reason: 'too_expensive',
      isPassing: false,
    });
    expect(money.cost).toEqual({ usd: 0, input: 200_000, cached: 100_000, output: 20_000 });
  });
});

it('so many calls are under way at a time, and none is left out', async () => {
  const asker = createReportAsker(by(), moneyOf(100), 2);
  let [running, most] = [0, 0];
  const call = async (): Promise<Asked<string>> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    return answered;
  };
  const answers = await Promise.all(Array.from({ length: 7 }, () => asker.ask(call)));
  expect([answers.length, most]).toEqual([7, 2]);
});

it('nothing is asked any more once it is told to stop', async () => {
  const stop = new AbortController();
  stop.abort();
  const asker = createReportAsker({ candidate: 'c', signal: stop.signal }, moneyOf(1), 2);
  await expect(asker.ask(async () => answered)).rejects.toMatchObject({ reason: 'too_slow' });
});
