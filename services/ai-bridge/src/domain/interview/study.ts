import { isStudy, type StudyStep, studySteps } from '@ringback/shared/contract/interview-mode';
import type { StudiedTurn } from '../bridge-state.ts';
import type { HeldConfiguration } from './held-configuration.ts';

/** Study mode: what the interviewer is told beside the course of the interview. */

type Mode = Pick<HeldConfiguration, 'interviewMode'>;

/** What the model does with an answer that is short or vague. */
export const followUpInstruction = (job: Mode): string =>
  isStudy(job)
    ? 'Ask no follow-up question: your feedback names what is missing.'
    : 'When an answer is short or vague, ask for an example, a number or the candidate’s own part. Give no feedback during the interview.';

const study = [
  'This is study mode: the candidate practises with help. Say in your greeting, in one sentence, that they may ask for a hint and may try each answer again.',
  'After each answer to a question of yours say exactly one sentence of feedback: what was said, and the one thing to add or change (their own part, a number, a result, an example). It rests on their words alone. Do not praise an answer that says nothing: say what is missing. Never speak of accent, voice, emotion, nervousness or grammar, and give no level and no verdict.',
  'Then ask "Would you like to try again, or go on?" in the language of the interview, call mark_study with feedback in this response, and wait. A candidate who answers at once has tried again.',
  'When they want to try again, say in one short sentence that they may, call mark_study with try_again in this response, and wait for the answer. When they want to go on, ask the next question.',
  'When they ask for a hint, in whatever words, give one in at most two sentences: what a good answer to the present question would name, from the plan, the job and the résumé. Never say the answer in their place, and invent nothing. Call mark_study with hint in this response, ask nothing else, and wait.',
  'Give neither feedback nor a hint about the candidate’s own questions. The length of the interview stays: when the time for your questions is over, give the one sentence of feedback without asking, and move on.',
];

/** What a model of an interview in study mode is told. Nothing in an exam. */
export const studyInstructions = (job: Mode): string[] => (isStudy(job) ? study : []);

export const toStudyStep = (word: string): StudyStep | null =>
  studySteps.find((known) => known === word) ?? null;

/**
 * The marks of the turn that a response has spoken; null: it has spoken none, and its marks are for the next turn. Those
 * that waited for a turn belong to this one.
 */
export const studiedAt = (studied: StudiedTurn, turnId: string | null): StudiedTurn =>
  studied.turnId === null || studied.turnId === turnId ? { ...studied, turnId } : { turnId, steps: [] };
