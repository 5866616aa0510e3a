/**
 * A part of what a session has cost, in US dollars. `free`: nothing is paid, for the named reason. `listed`: by list
 * prices. `metered`: as the provider itself has counted it. `so_far`: it is not over. `unknown`: the log does not tell.
 */
export type CostPart =
  | {
      how: 'free';
      why: 'no_carrier' | 'stand_in' | 'not_answered' | 'not_begun' | 'no_report' | 'unpaid';
    }
  | { how: 'listed' | 'metered' | 'so_far'; usd: number }
  | { how: 'unknown' };

/** What a session has cost, by who was paid, and what was estimated before it. */
export interface ShownCost {
  carrier: CostPart;
  interviewer: CostPart;
  report: CostPart;
  /** All parts. Null: one of them is not known. */
  togetherUsd: number | null;
  /** Of the call, without its report. Null: an earlier release has begun the session. */
  estimateUsd: number | null;
}
