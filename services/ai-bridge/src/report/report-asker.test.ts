import { describe, expect, it } from 'vitest';
import type { Asked, AskedBy } from '../domain/report/report-port.ts';
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
const by = () => ({ candidate: 'c', signal: new AbortController().signal, isWanted: async () => true });
/** A call that asks for money first, as a model does. */
const paid =
  (answer: Asked<string>, most = used) =>
  async ({ hold }: AskedBy): Promise<Asked<string>> => {
    const reason = await hold(most);
    return reason === null ? answer : { outcome: 'failed', trouble: { reason, passing: false, detail: '' } };
  };

describe('the money of a report', () => {
  it('is counted with every answer, earlier attempts included, and ends the asking', async () => {
    const money = moneyOf(0.25, 0.1);
    const asker = createReportAsker(by(), money, 1);
    expect(await asker.ask(paid(answered))).toBe('yes');
    const failed: Asked<string> = {
      outcome: 'failed',
      trouble: { reason: 'steered', passing: true, detail: '' },
      used,
    };
    await expect(asker.ask(paid(failed, { ...used, input: 50_000, output: 0 }))).rejects.toMatchObject({
      ...{ reason: 'steered', isPassing: true },
    });
    await expect(asker.ask(paid(answered))).rejects.toMatchObject({
      reason: 'too_expensive',
      isPassing: false,
    });
    expect(money.cost).toEqual({ usd: 0, input: 200_000, cached: 100_000, output: 20_000 });
  });

  it('is held back for each call under way, so that four at once do not exceed it together', async () => {
    const money = moneyOf(0.25);
    const asker = createReportAsker(by(), money, 4);
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => asker.ask(paid(answered))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'rejected'],
    ]);
    expect(money.cost.input).toBe(200_000);
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
  const asker = createReportAsker({ ...by(), signal: stop.signal }, moneyOf(1), 2);
  await expect(asker.ask(async () => answered)).rejects.toMatchObject({ reason: 'too_slow' });
});

it('nothing is sent of a session that was erased', async () => {
  let sent = 0;
  const asker = createReportAsker({ ...by(), isWanted: async () => sent === 0 }, moneyOf(1), 1);
  const call = async () => {
    sent += 1;
    return answered;
  };
  await asker.ask(call);
  await expect(asker.ask(call)).rejects.toMatchObject({ reason: 'too_slow' });
  expect(sent).toBe(1);
});
