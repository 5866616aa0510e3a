import { isStudy } from '@ringback/shared/contract/interview-mode';
import type { Weakness } from './caller-intent.ts';
import type { JobConfiguration } from './job-configuration.ts';
import { oneQuestionOf } from './practised.ts';
import { jobName } from './safe-words.ts';
import { STUDY } from './study-words.ts';

/**
 * Every sentence of the interviewer that does not come from the question plan. No feedback outside study mode, nothing about
 * the person.
 */

export const CANDIDATE_QUESTIONS = 'That is all I wanted to ask. What questions do you have for me?';
export const GO_AHEAD = 'Please go ahead.';
export const MORE_QUESTIONS = 'Is there anything else you would like to ask?';
export const TAKE_YOUR_TIME = 'Take your time.';
export const NOT_CAUGHT = 'Sorry, I did not catch that. Could you say it again?';
export const AS_YOU_LIKE = 'Please take it as you understand it. Any example from your own work is fine.';
export const NOT_IN_DESCRIPTION = 'I only know what the job description says, and it does not say that.';
export const SHALL_WE_STOP = 'Shall we stop here?';
export const PLEASE_GO_ON = 'Of course, please go on.';
export const LET_US_GO_ON = 'Then let us go on.';
export const BACK_AGAIN = 'Sorry, we were cut off for a moment.';
const ONE_QUESTION = 'This is a practice of one question, and it lasts two minutes.';
const ONLY_ENGLISH = 'I can only speak English here.';
export const NO_SIDE_WORK = 'The local interviewer can only hold the interview.';

const GREETING: Record<JobConfiguration['persona'], (name: string, minutes: number) => string> = {
  warm: (name) => `Hello, and thank you for taking the time. I am your interviewer for ${name}.`,
  neutral: (name) => `Hello. I am interviewing you today for ${name}.`,
  sceptical: (name) => `Hello. I am interviewing you for ${name}, and I will ask for details.`,
  time_pressed: (name, minutes) => `Hello. We have ${minutes} minutes for ${name}, so let us start.`,
};

/** Names the job and the company. */
export function greeting(job: JobConfiguration): string {
  const hello = GREETING[job.persona](jobName(job), job.lengthMinutes);
  const asked = oneQuestionOf(job.practised) === null ? hello : `${hello} ${ONE_QUESTION}`;
  const said = isStudy(job) ? `${asked} ${STUDY}` : asked;
  return /^en\b/i.test(job.language) ? said : `${said} ${ONLY_ENGLISH}`;
}

/** Said when the configuration has changed during the call. */
export function changeOfJob(job: JobConfiguration): string {
  return `From here on, this is about ${jobName(job)}.`;
}

const ACKNOWLEDGEMENTS: Record<JobConfiguration['persona'], readonly string[]> = {
  warm: ['Thank you.', 'Thanks for telling me.', 'Thank you, I understand.'],
  neutral: ['Thank you.', 'Okay.', 'I see.'],
  sceptical: ['I see.', 'Noted.', 'Okay.'],
  time_pressed: ['Okay.', 'Next.', 'Right.'],
};

export function acknowledgement(job: JobConfiguration, turn: number): string {
  const words = ACKNOWLEDGEMENTS[job.persona];
  return words[turn % words.length] ?? 'Okay.';
}

/** Whether only an acknowledgement was said, because the question behind it was cut off. */
export function isAcknowledgement(text: string): boolean {
  return Object.values(ACKNOWLEDGEMENTS).flat().includes(text);
}

const FOLLOW_UPS: Record<Weakness, readonly string[]> = {
  short: ['Could you tell me more about that?', 'Could you go into a little more detail?'],
  own_part: ['What was your own part in that?', 'And what did you do yourself?'],
  vague: ['Can you make that concrete with one example?', 'What exactly did you do, step by step?'],
  result: ['What was the result, and how did you measure it?', 'What changed because of it, in numbers?'],
};

/** Asked after the candidate's own words. None of them is the end of a planned question. */
const ABOUT_OWN_WORDS = [
  'What was the hardest part of that?',
  'How did you know that it worked?',
  'Why did you do it that way?',
  'What would you change about that now?',
] as const;
export const SAID_BACK = 'You said that you';

/** A follow-up that takes up what the candidate said they did. */
export function saidBack(ownWords: string, turn: number): string {
  return `${SAID_BACK} ${ownWords}. ${ABOUT_OWN_WORDS[turn % ABOUT_OWN_WORDS.length] ?? ABOUT_OWN_WORDS[0]}`;
}

export const ALL_FOLLOW_UPS: readonly string[] = [...Object.values(FOLLOW_UPS).flat(), SAID_BACK];

export function followUp(weakness: Weakness, turn: number): string {
  const texts = FOLLOW_UPS[weakness];
  return texts[turn % texts.length] ?? 'Could you tell me more about that?';
}

export type Ending = 'completed' | 'time_limit' | 'stopped' | 'absent';

const GOODBYES: Record<Ending, string> = {
  completed: 'Thank you for your time, and for your answers. Goodbye.',
  time_limit: 'Our time is up. Thank you for the conversation. Goodbye.',
  absent: 'I cannot hear you any more, so we stop here. Goodbye.',
  stopped: 'Of course, we stop here. Thank you for your time. Goodbye.',
};

export function goodbye(ending: Ending): string {
  return GOODBYES[ending];
}

export function isGoodbye(text: string): boolean {
  return /\bGoodbye\.$/.test(text);
}
