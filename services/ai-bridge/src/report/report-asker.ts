import type { ReportFailure } from '@ringback/shared/contract/report-status';
import type { Asked, AskedBy } from '../domain/report/report-port.ts';
import type { ReportMoney } from './report-money.ts';

/** A model gave no answer, or must not be asked. `isPassing`: another attempt may help. */
export class ReportTroubleError extends Error {
  readonly reason: ReportFailure;
  readonly isPassing: boolean;
  constructor(reason: ReportFailure, isPassing: boolean, detail = '') {
    super(`report: ${reason} ${detail}`.trim());
    this.name = 'ReportTroubleError';
    this.reason = reason;
    this.isPassing = isPassing;
  }
}

/** Asks a model for one report. */
export interface ReportAsker {
  /** Rejects with a ReportTroubleError, and without Redis. */
  ask<T>(call: (by: AskedBy) => Promise<Asked<T>>): Promise<T>;
}

/** At most `most` calls at a time, each only while there is money for it. */
export function createReportAsker(by: AskedBy, money: ReportMoney, most: number): ReportAsker {
  let running = 0;
  const waiting: (() => void)[] = [];
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Who waits takes the turn over: none that comes in between can.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }
  return {
    ask: (call) =>
      inTurn(async () => {
        if (by.signal.aborted) throw new ReportTroubleError('too_slow', true, 'stopped');
        if (!money.isLeft) throw new ReportTroubleError('too_expensive', false);
        const asked = await call(by);
        if (asked.used !== undefined) await money.spend(asked.used);
        if (asked.outcome === 'answered') return asked.answer;
        const { reason, passing, detail } = asked.trouble;
        throw new ReportTroubleError(reason, passing, detail);
      }),
  };
}
