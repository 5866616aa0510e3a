import { createHash } from 'node:crypto';
import type { CandidateId } from '@ringback/shared/contract/ids';

const hashOf = (id: CandidateId) => createHash('sha256').update(`erasures\n${id}`).digest('base64url');

/** The names of a candidate's limits over minutes, or over a day. */
export const candidateLimits = {
  starts: (id: CandidateId) => `start:${id}`,
  tickets: (id: CandidateId) => `tickets:${id}`,
  changes: (id: CandidateId) => `changes:candidate:${id}`,
  steering: (id: CandidateId) => `steering:candidate:${id}`,
  corrections: (id: CandidateId) => `corrections:candidate:${id}`,
  reports: (id: CandidateId) => `reports:candidate:${id}`,
  deviceCodes: (id: CandidateId) => `device-codes:candidate:${id}`,
  bookings: (id: CandidateId) => `bookings:candidate:${id}`,
  facts: (id: CandidateId) => `facts:candidate:${id}`,
  notes: (id: CandidateId) => `notes:candidate:${id}`,
  topics: (id: CandidateId) => `topics:candidate:${id}`,
  reads: (id: CandidateId) => `reads:candidate:${id}`,
  // Stays when everything of the candidate is erased, and must not name them.
  erasures: (id: CandidateId) => `erasures:candidate:${hashOf(id)}`,
  'sent-bytes': (id: CandidateId) => `sent-bytes:candidate:${id}`,
  exports: (id: CandidateId) => `exports:candidate:${id}`,
} as const;

/** What a visitor's limits are about. An address has its own of each. */
export type VisitorLimit =
  | 'changes'
  | 'steering'
  | 'corrections'
  | 'reports'
  | 'facts'
  | 'bookings'
  | 'notes'
  | 'topics'
  | 'reads'
  | 'sent-bytes';
