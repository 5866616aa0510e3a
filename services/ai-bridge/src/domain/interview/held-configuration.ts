import type { InterviewMode } from '@ringback/shared/contract/interview-mode';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { Briefing, Practice } from '@ringback/shared/contract/practice';

/**
 * What an interview is held by: its job configuration with the length that was agreed, its mode, and what it practises
 * again.
 */
export interface HeldConfiguration extends Omit<JobConfiguration, 'lengthMinutes'> {
  lengthMinutes: number;
  /** Absent: `exam`. */
  interviewMode?: InterviewMode;
  practice?: Practice | null;
  /** What the interviewer is told of the session that is practised again. */
  briefing?: Briefing;
}
