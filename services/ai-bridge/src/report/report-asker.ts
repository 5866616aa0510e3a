import type { ReportFailure } from '@ringback/shared/contract/report-status';
import type { Asked, AskedBy, ReportUse } from '../domain/report/report-port.ts';
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

/** For whom it asks. */
export interface AskingFor {
  /** The candidate, hashed. */
  candidate: string;
  signal: AbortSignal;
  /** False: the session was erased, and nothing more of it may be sent. Rejects without Redis. */
  isWanted: () => Promise<boolean>;
}

/** One question with the money that is held for its requests. */
async function askOnce<T>(
  { candidate, signal }: AskingFor,
  money: ReportMoney,
  call: (by: AskedBy) => Promise<Asked<T>>,
): Promise<Asked<T>> {
  const held: (() => void)[] = [];
  async function hold(most: ReportUse): Promise<ReportFailure | null> {
    if (!(await money.isLeftToday())) return 'no_money_today';
    const letGo = await money.hold(most, held.length === 0);
    if (letGo === null) return 'too_expensive';
    held.push(letGo);
    return null;
  }
  try {
    const asked = await call({ candidate, signal, hold });
    if (asked.used !== undefined) await money.spend(asked.used);
    return asked;
  } finally {
    for (const letGo of held) letGo();
  }
}

/** At most `most` calls at a time, each only while there is money for it and its session is there. */
export function createReportAsker(by: AskingFor, money: ReportMoney, most: number): ReportAsker {
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
        if (by.signal.aborted || !(await by.isWanted()))
          throw new ReportTroubleError('too_slow', true, 'stopped');
        const asked = await askOnce(by, money, call);
        if (asked.outcome === 'answered') return asked.answer;
        const { reason, passing, detail } = asked.trouble;
        throw new ReportTroubleError(reason, passing, detail);
      }),
  };
}
