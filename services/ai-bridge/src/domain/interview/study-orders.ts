import { isStudy } from '@ringback/shared/contract/interview-mode';
import type { InterviewState } from '../bridge-state.ts';
import { placeOf } from './interview-phases.ts';

/** A hint and another try can be asked for while the interviewer asks, and not when its time for questions is over. */
export const mayStudy = ({
  jobConfiguration,
  phase,
}: Pick<InterviewState, 'jobConfiguration' | 'phase'>): boolean =>
  isStudy(jobConfiguration) && placeOf(phase) <= placeOf('questions');
