import type { JobConfiguration } from './job-configuration.ts';
import { jobName } from './safe-words.ts';

const HOW_LONG =
  /\bhow (?:long|much (?:time|longer)) (?:will|does|is|do|would|are|have|left)(?! you\b)|\bhow (?:much (?:time|longer)|long)\s*$|\bhow many (?:more )?(?:minutes|questions)\b|\bhow much time\b|\bwhen (?:will|does|do|are) (?:this|it|we|the (?:interview|call))\b.*\b(?:over|end|finish|done|finished)\b/i;
const WHICH_JOB =
  /\b(?:what|which) (?:role|job|position|company|title)\b|\bwhat(?: is|'s) (?:this|the) (?:role|job|position|interview|call)(?: (?:for|about|again))?$|\bwhat am i (?:applying|interviewing|being interviewed) for\b|\bwhat is this (?:for|about)\b/i;
const WHO =
  /\bwho are you\b|\bwho am i (?:talking|speaking) (?:to|with)\b|\bwho is this\b|\bare you (?:really )?(?:a |an )?(?:real|human|robot|bot|ai|machine|computer|person|recording|recorded)\b/i;
/** Of the job, and no matter of this call. */
const OF_THE_JOB = /\b(?:commute|shifts?|contract|probation|notice|holidays?|training|project|day|week)\b/i;

/** What this interviewer knows of the call itself; null for any other question. */
export function answerAboutCall(question: string, job: JobConfiguration, elapsedMs: number): string | null {
  const asked = question.replaceAll('’', "'").replace(/[?.!\s]+$/, '');
  if (HOW_LONG.test(asked) && !OF_THE_JOB.test(asked)) return howLong(job.lengthMinutes, elapsedMs);
  if (WHO.test(asked)) return 'I am a computer program that holds practice interviews.';
  return WHICH_JOB.test(asked) ? `This is a practice interview for ${jobName(job)}.` : null;
}

function howLong(lengthMinutes: number, elapsedMs: number): string {
  const left = Math.round((lengthMinutes * 60_000 - elapsedMs) / 60_000);
  const rest =
    left < 1 ? 'less than one minute is' : left === 1 ? 'about one minute is' : `about ${left} minutes are`;
  return `It lasts ${lengthMinutes} minutes in all, and ${rest} left.`;
}
