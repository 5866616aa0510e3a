import { createHash } from 'node:crypto';
import type { CandidateId } from '@ringback/shared/contract/ids';

/** The provider knows a candidate by this alone. */
export const toPseudonym = (ownerId: CandidateId) =>
  createHash('sha256').update(`ringback:${ownerId}`).digest('hex');
