import type { CallPrices } from '../contract/call-prices.ts';
import type { SessionRecord } from '../contract/session-record.ts';

const minuteMs = 60_000;

/**
 * What a call has cost, in US dollars. The carrier counts begun minutes from the answer, the model the time of
 * the interview. A call that was not answered costs nothing.
 */
export function costOf({ times, via }: Pick<SessionRecord, 'times' | 'via'>, prices: CallPrices): number {
  const { answeredAt, activeAt, endedAt } = times;
  if (endedAt === null) return 0;
  const lineMs = via === 'browser' || answeredAt === null ? 0 : Math.max(0, endedAt - answeredAt);
  const talkMs = activeAt === null ? 0 : Math.max(0, endedAt - activeAt);
  return Math.ceil(lineMs / minuteMs) * prices.carrier + (talkMs / minuteMs) * prices.model;
}
