import type { JobConfiguration } from './job-configuration.ts';
import { oneQuestionOf } from './practised.ts';

/** The stage that an interview should have reached by the clock. */
export type TimeMark = 'questions' | 'candidate_questions' | 'closing';

/** The goodbye begins this long before the end. */
const CLOSING_MS = 20_000;

/** How long the interview lasts, and whether it is of one question only. */
type Timed = Pick<JobConfiguration, 'lengthMinutes' | 'practised'>;

/**
 * When the candidate's own questions begin. They get a fifth of the time, between one and two minutes. With one
 * question there are none.
 */
export function ownQuestionsAtMs({ lengthMinutes, practised }: Timed): number {
  const lengthMs = lengthMinutes * 60_000;
  if (oneQuestionOf(practised) !== null) return lengthMs - CLOSING_MS;
  return lengthMs - Math.min(120_000, Math.max(60_000, lengthMs / 5));
}

export function timeMark(elapsedMs: number, job: Timed): TimeMark {
  if (elapsedMs >= job.lengthMinutes * 60_000 - CLOSING_MS) return 'closing';
  return elapsedMs >= ownQuestionsAtMs(job) ? 'candidate_questions' : 'questions';
}

/** What a system message or an override asks for. */
export type Order =
  | 'close'
  | 'stop'
  | 'absent'
  | 'candidate_questions'
  | 'resume'
  | 'nudge'
  | 'skip'
  | 'hint'
  | 'try_again'
  | 'repeat';

const NUMBERS: Record<string, number> = { one: 1, a: 1, two: 2, three: 3, four: 4, five: 5 };

/** Orders that end the interview. */
export const isFinal = (order: Order | null) => order === 'close' || order === 'stop' || order === 'absent';

/** Recognises an instruction by its words. Null when it asks for nothing that this interviewer can do. */
export function readOrder(text: string): Order | null {
  const said = text.toLowerCase().replace(/\s+/g, ' ').replaceAll('’', "'");
  if (/\basked (?:by key )?to stop\b/.test(said)) return 'stop';
  if (/\bdoes not answer any more\b/.test(said)) return 'absent';
  if (
    /\b(time is (?:up|over)|say (?:a (?:short |brief |polite )*)?good-?bye|close the interview|end the interview(?! only)|wrap (?:it |this )?up now|finish now)\b/.test(
      said,
    )
  ) {
    return 'close';
  }
  if (
    /\b(skip (?:this|the) question|offer (?:in one sentence )?to move on|move on to the main questions)\b/.test(
      said,
    )
  )
    return 'skip';
  if (/\bgive one hint\b/.test(said)) return 'hint';
  if (/\btry your present question again\b/.test(said)) return 'try_again';
  if (/\brepeat (?:your|the) (?:last )?question\b/.test(said)) return 'repeat';
  const left = /\b(\d+|one|a|two|three|four|five) minutes? (?:is |are )?(?:left|remain)/.exec(said)?.[1];
  if (left !== undefined && (NUMBERS[left] ?? Number(left)) <= 3) return 'candidate_questions';
  if (/\b(candidate'?s (?:own )?questions|any questions (?:of|from) the candidate|wrap up)\b/.test(said))
    return 'candidate_questions';
  if (/\b(resume|continue|interrupted|cut off|reconnect|connection (?:was|is) (?:lost|back))/.test(said))
    return 'resume';
  if (/\b(still there|silent|silence|not (?:said|spoken|answered)|nudge)\b/.test(said)) return 'nudge';
  return null;
}
