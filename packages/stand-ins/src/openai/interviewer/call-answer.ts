import type { JobConfiguration } from './job-configuration.ts';
import { jobName } from './safe-words.ts';

/** Bare, or clearly about this call: "How long is the onboarding?" is a question about the job. */
const CALL = '(?:it|we|(?:the|this) (?:interview|call|conversation|session|rehearsal)|this)';
const LONG = '(?:long|much (?:time|longer))';
const HOW_LONG = new RegExp(
  [
    `how ${LONG}(?: is left| is there)?$`,
    `how ${LONG} (?:will|does|is|do|would|are|have) (?:${CALL}|i(?= have))(?: (?:still|going|to|take|last|be|go on|run|have|got|left|talk|need|today|now|in all))*$`,
    'how many (?:more )?(?:minutes|questions)(?: (?:are|is|do|will|there|we|you|i|have|be|left|still|more|to come))*$',
    `when (?:will|does|do|is|are) ${CALL}(?: (?:be|going to))* (?:over|end|finish|done|finished)$`,
  ]
    .map((form) => `\\b${form}`)
    .join('|'),
  'i',
);
const WHICH_JOB =
  /\b(?:what|which) (?:role|job|position|company|title)(?: (?:is (?:this|it)|am i|are we)\b|$)|\bwhat(?: is|'s) (?:this|the) (?:role|job|position|interview|call)(?: (?:for|about|again))?$|\bwhat am i (?:applying|interviewing|being interviewed) for\b|\bwhat is this (?:for|about)\b/i;
const WHO =
  /\bwho are you\b|\bwho am i (?:talking|speaking) (?:to|with)\b|\bwho is this\b|\bare you (?:really )?(?:a |an )?(?:real|human|robot|bot|ai|machine|computer|person|recording|recorded)\b/i;

/** What this interviewer knows about the call itself. Null for any other question. */
export function answerAboutCall(question: string, job: JobConfiguration, elapsedMs: number): string | null {
  const asked = question.replaceAll('’', "'").replace(/[?.!\s]+$/, '');
  if (HOW_LONG.test(asked)) return howLong(job.lengthMinutes, elapsedMs);
  if (WHO.test(asked)) return 'I am a computer program that holds practice interviews.';
  return WHICH_JOB.test(asked) ? `This is a practice interview for ${jobName(job)}.` : null;
}

function howLong(lengthMinutes: number, elapsedMs: number): string {
  const left = Math.round((lengthMinutes * 60_000 - elapsedMs) / 60_000);
  const rest =
    left < 1 ? 'less than one minute is' : left === 1 ? 'about one minute is' : `about ${left} minutes are`;
  return `It lasts ${lengthMinutes} minutes in all, and ${rest} left.`;
}
