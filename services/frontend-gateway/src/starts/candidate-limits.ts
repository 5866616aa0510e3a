import type { CandidateId } from '@ringback/shared/contract/ids';

/** The names of the limits that a candidate is held to from one minute to the next. */
export const candidateLimits = {
  starts: (id: CandidateId) => `start:${id}`,
  tickets: (id: CandidateId) => `tickets:${id}`,
  changes: (id: CandidateId) => `changes:candidate:${id}`,
  reads: (id: CandidateId) => `reads:candidate:${id}`,
  'sent-bytes': (id: CandidateId) => `sent-bytes:candidate:${id}`,
} as const;

/** What a visitor's limits are about; an address has its own of each. */
export type VisitorLimit = 'changes' | 'reads' | 'sent-bytes';
