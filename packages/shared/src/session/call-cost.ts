import type { CallPrices } from '../contract/call-prices.ts';
import type { ModelUse } from '../contract/model-use.ts';
import type { SessionRecord } from '../contract/session-record.ts';

const minuteMs = 60_000;

/** What a call has cost, in US dollars. */
export interface CallCost {
  carrierUsd: number;
  /** The media stream's part of it, which the carrier bills separately. */
  streamUsd: number;
  /** The model and its transcription. */
  modelUsd: number;
  /** Whether the model itself reported its part. Otherwise it is the interview's time at list prices. */
  isMetered: boolean;
}

interface Facts extends Pick<SessionRecord, 'via'> {
  times: Pick<SessionRecord['times'], 'answeredAt' | 'activeAt' | 'endedAt'>;
  modelUse: Pick<ModelUse, 'costUsd'> | null;
}

/**
 * What a call has cost until `atMs`, or until its end. The carrier counts begun minutes from the answer. The model
 * reports what it used. If it could not, the interview's time counts at list prices. A call that was not answered, and
 * whose interviewer said nothing, costs nothing.
 */
export function costOf({ times, via, modelUse }: Facts, prices: CallPrices, atMs?: number): CallCost {
  const { answeredAt, activeAt, endedAt } = times;
  const until = endedAt ?? atMs ?? 0;
  const lineMs = via === 'browser' || answeredAt === null ? 0 : Math.max(0, until - answeredAt);
  const talkMs = activeAt === null ? 0 : Math.max(0, until - activeAt);
  const modelPerMinute = prices.model + prices.transcription;
  const isMetered = modelUse !== null && modelPerMinute > 0;
  return {
    carrierUsd: Math.ceil(lineMs / minuteMs) * prices.carrier,
    streamUsd: Math.ceil(lineMs / minuteMs) * prices.stream,
    modelUsd: isMetered ? modelUse.costUsd : (talkMs / minuteMs) * modelPerMinute,
    isMetered,
  };
}

/** Both parts together. */
export const totalUsd = ({ carrierUsd, modelUsd }: Pick<CallCost, 'carrierUsd' | 'modelUsd'>): number =>
  carrierUsd + modelUsd;
