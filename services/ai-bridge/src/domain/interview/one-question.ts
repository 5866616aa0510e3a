import { isStudy } from '@ringback/shared/contract/interview-mode';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { InterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { HeldConfiguration } from './held-configuration.ts';
import { followUpInstruction } from './study.ts';

/** A re-answer: the candidate answers one question of an earlier interview again. Nothing else is asked. */

const minuteMs = 60_000;
const closingMs = 20_000;

/** The question that is answered again. Null: the interview is a whole one. */
export function oneQuestionOf({ practice }: Pick<HeldConfiguration, 'practice'>): string | null {
  return practice?.kind === 'one_question' ? (practice.question?.text ?? null) : null;
}

/** The plan of that one question. It has no time for a warm-up or for the candidate's own questions. */
export function planOneQuestion(
  question: string,
  { competencies, lengthMinutes }: { competencies: readonly string[]; lengthMinutes: number },
): InterviewPlan {
  const lengthMs = lengthMinutes * minuteMs;
  return {
    competencies: [...competencies],
    mustCover: [],
    warmUp: question,
    curveball: null,
    phases: [
      { phase: 'questions', untilMs: lengthMs - closingMs },
      { phase: 'closing', untilMs: lengthMs },
    ],
  };
}

/** What the model is told in place of the course of a whole interview. */
export const oneQuestionCourse = (job: Pick<HeldConfiguration, 'interviewMode'>): string[] => [
  'The candidate has answered one question of an earlier practice interview, and answers it again now. It is the question "warmUp" of the plan.',
  'Begin by greeting the candidate and naming the position and the company, say in one sentence that this is a practice of one question and lasts two minutes, then ask that question as it stands.',
  isStudy(job)
    ? `${followUpInstruction(job)} Ask no other question.`
    : 'When the answer is short or vague, ask for an example, a number or the candidate’s own part: two follow-ups at most, 30 words each. Ask no other question. Give no feedback.',
];

export function oneQuestionInstruction(phase: InterviewPhase): string {
  return phase === 'closing'
    ? 'Now: the closing. Thank the candidate, say goodbye and call end_interview in the same response.'
    : 'Now: the one question and its follow-ups. After them thank the candidate, say goodbye and call end_interview in the same response.';
}
