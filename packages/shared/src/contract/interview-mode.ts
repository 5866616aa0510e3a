import { knownOr } from './text.ts';

/**
 * In `study` the candidate may ask for a hint, hears one sentence of feedback after each answer, and may try again.
 * `exam` has none of this. It is decided when the session starts, and stays: no other mode is compared with it.
 */
export const interviewModes = ['exam', 'study'] as const;
export type InterviewMode = (typeof interviewModes)[number];

/** What a turn of the interviewer is in study mode, as its model says: only there. */
export const studySteps = ['hint', 'feedback', 'try_again'] as const;
export type StudyStep = (typeof studySteps)[number];

/** A stored mode as this version can hold an interview in it. A mode of another version is held as an exam. */
export const toInterviewMode = (stored: string): InterviewMode => knownOr(interviewModes, stored, 'exam');

/** Whether a session is known to be in study mode. */
export const isStudy = (session: { interviewMode?: string | undefined }): boolean =>
  session.interviewMode === 'study';
