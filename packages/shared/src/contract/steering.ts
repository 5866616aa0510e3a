import { z } from 'zod';
import { isStudy } from './interview-mode.ts';
import { storedWord } from './text.ts';

/**
 * What the candidate asks of the interviewer in the middle of the interview, by a button of the page or a key of the phone.
 * `repeat`: say the question again. `skip_question`: go to the next point of the plan. `skip_ahead`: stop speaking,
 * the candidate has the floor. In study mode also `hint`, and `try_again`: answer this question once more. Another version
 * may know more.
 */
export const steeringKinds = ['repeat', 'skip_question', 'skip_ahead', 'hint', 'try_again'] as const;
export type SteeringKind = (typeof steeringKinds)[number];

/** Whether it can be asked for in this session at all. */
export const isAskable = (kind: SteeringKind, session: { interviewMode?: string | undefined }): boolean =>
  isStudy(session) || (kind !== 'hint' && kind !== 'try_again');

/** By what it was asked for: a button of the page, or a key of the phone. */
export const steeredBy = ['page', 'key'] as const;
export type SteeredBy = (typeof steeredBy)[number];

/**
 * What became of it. `done`; or why not: the interviewer is not speaking (`not_speaking`); the goodbye has begun
 * (`goodbye`); the interviewer cannot be heard at this moment (`not_now`); it came too late to mean what it meant (`late`);
 * this interviewer does not know it (`not_known`); it is for study mode, and this is an exam (`not_in_exam`).
 */
export const steeringOutcomes = [
  ...(['done', 'not_speaking', 'goodbye', 'not_now', 'late', 'not_known', 'not_in_exam'] as const),
] as const;
export type SteeringOutcome = (typeof steeringOutcomes)[number];

/** Older than this, what was asked would be done to another sentence than was meant. */
export const steeringLateMs = 3_000;
/** How many a session takes. Each is two entries of its log. */
export const mostSteerings = 120;

/** What became of the last one, as its page is shown it. `asked`: the revision at which a page asked for it. */
export const shownSteeringSchema = z.object({
  asked: z.number().nullable(),
  kind: storedWord,
  by: storedWord,
  outcome: storedWord,
  at: z.number(),
});
export type ShownSteering = z.infer<typeof shownSteeringSchema>;

/** Why the gateway does not pass it on. The ack says the same in words. */
export const steeringRefusals = [
  'not_begun',
  'goodbye',
  'over',
  'not_known',
  'not_in_exam',
  'too_often',
] as const;
export type SteeringRefusal = (typeof steeringRefusals)[number];
