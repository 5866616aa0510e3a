import type { StartSession } from '@ringback/shared/contract/http-api';
import type { CandidateId } from '@ringback/shared/contract/ids';

/** A candidate's wish for a session, with all that it is judged by. */
export interface StartRequest {
  candidateId: CandidateId;
  /** Whose sessions the candidate may practise again. */
  owners: readonly CandidateId[];
  body: StartSession;
  /** Where this browser's audio goes. */
  mediaUrl: string;
  /** Where the request comes from. */
  address: string;
  /** The page that asks. */
  origin: string | undefined;
  /** Spends one of the candidate's starts; throws when there is none left. */
  spend: () => Promise<void>;
}
