import type { CandidateId } from '@ringback/shared/contract/ids';

/** The names of a candidate's limits over minutes. */
export const candidateLimits = {
  starts: (id: CandidateId) => `start:${id}`,
  tickets: (id: CandidateId) => `tickets:${id}`,
  changes: (id: CandidateId) => `changes:candidate:${id}`,
  reads: (id: CandidateId) => `reads:candidate:${id}`,
  'sent-bytes': (id: CandidateId) => `sent-bytes:candidate:${id}`,
} as const;

/** What a visitor's limits are about. An address has its own of each. */
export type VisitorLimit = 'changes' | 'reads' | 'sent-bytes';
