import type { StartSession } from '@ringback/shared/contract/http-api';
import type { CandidateId } from '@ringback/shared/contract/ids';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import { oneQuestionMinutes } from '@ringback/shared/contract/practice';

/** A candidate's request for a session, with everything by which it is judged. */
export interface StartRequest {
  candidateId: CandidateId;
  /** The ids whose sessions the candidate may practise again. */
  owners: readonly CandidateId[];
  body: StartSession;
  /** Where this browser's audio goes. */
  mediaUrl: string;
  /** Where the request comes from. */
  address: string;
  /** The origin of the asking page. */
  origin: string | undefined;
  /** The candidate has asked for this call earlier, at this time (epoch ms), and has booked it for now. */
  booked?: { at: number };
  /** Spends one of the candidate's starts. Throws when none is left. */
  spend: () => Promise<void>;
}

/** How long the interview that is asked for lasts, in minutes. One question has a length of its own. */
export const toAgreedLength = ({ jobConfiguration, practice }: StartSession): number =>
  practice?.kind === 'one_question' ? oneQuestionMinutes : jobConfiguration.lengthMinutes;

const mostDifficult = 3;

/** The job configuration that is held. A harder interview is one level more difficult, as long as there is one. */
export function toHeldJob({ jobConfiguration, practice }: StartSession): JobConfiguration {
  const { difficulty } = jobConfiguration;
  if (practice?.kind !== 'harder' || difficulty === mostDifficult) return jobConfiguration;
  return { ...jobConfiguration, difficulty: difficulty === 1 ? 2 : mostDifficult };
}
