import type { PlannedQuestion } from './question-plan.ts';
import { wordsOf } from './safe-words.ts';

/**
 * What this interviewer says in study mode, by rules: a hint from what its question is about, and feedback that names
 * what was said and what was not. Facts of the words alone, no praise and no level.
 */

export const STUDY = 'This is study mode: you may ask for a hint, and try each answer again.';
export const HINT = 'Here is a hint.';
export const FEEDBACK = 'Feedback:';
export const TRY_OR_GO_ON = 'Would you like to try again, or go on?';
export const TRY_AGAIN = 'Please answer once more.';
export const NO_WORDS_HEARD = `${FEEDBACK} I heard you and understood no words, so I can say nothing about them.`;

const ONE_CASE = 'Name one case of your own, what you did in it, and what came of it.';
const ONE_NUMBER = 'Put one number to it: how many, how long, or by how much.';

/** The first hint says what the question is about, the next one what makes an answer checkable. */
export function hintFor({ about }: PlannedQuestion, given: number): string {
  if (given > 0) return `${HINT} ${ONE_NUMBER}`;
  return about === null ? `${HINT} ${ONE_CASE}` : `${HINT} The point is this: ${about}. ${ONE_CASE}`;
}

const SHORT_WORDS = 15;
const OWN = /\b(?:i|my|me|mine|myself)\b/i;
const NUMBER =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|percent|half|twice|double|doubled|halved)\b/i;
const RESULT =
  /\b(?:results?|outcome|in the end|increased|decreased|reduced|raised|saved|grew|rose|fell|cut|improved|doubled|halved|won|delivered|finished)\b/i;

/** One sentence about an answer: what it named, and the one thing to add. The first rule that fits counts. */
export function feedbackOn(answer: string): string {
  const count = wordsOf(answer).length;
  if (count < SHORT_WORDS)
    return `${FEEDBACK} that was ${count === 1 ? 'one word' : `${count} words`}; add one case, with what you did in it.`;
  if (!OWN.test(answer)) return `${FEEDBACK} you did not say what you did yourself; add your own part.`;
  if (!NUMBER.test(answer))
    return `${FEEDBACK} you named your own part and no number; add how many, how long, or by how much.`;
  if (!RESULT.test(answer)) return `${FEEDBACK} you named your own part and a number; add what came of it.`;
  return `${FEEDBACK} you named your own part, a number and what came of it; add why you did it that way.`;
}

const MOST_WORDS = 14;
const ASKS_HINT = /\b(?:hints?|clues?|tips?)\b/i;
const GOES_ON = /\b(?:go|move|carry) on\b|\b(?:next|continue|proceed)\b|^(?:no|nope|nah)\b(?!.*\bagain\b)/i;
const NOT_AGAIN = /(?:\bnot\b|n't\b|\bno need\b).*\bagain\b/i;
const AGAIN =
  /\b(?:again|once more|another (?:try|go|attempt)|retry|one more (?:try|time))\b|^(?:yes|yeah|yep|sure|please)(?: please)?$/i;

const bare = (text: string) =>
  text
    .replaceAll('’', "'")
    .replace(/[.,!?]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** A request is short. In a long answer the same words are part of a story. */
export const asksForHint = (text: string): boolean =>
  wordsOf(text).length <= MOST_WORDS && ASKS_HINT.test(text);

/** What a turn answers to "try again, or go on?". Null: it is another answer. */
export function readTryReply(text: string): 'again' | 'on' | null {
  const said = bare(text);
  if (wordsOf(said).length > MOST_WORDS) return null;
  if (GOES_ON.test(said) || NOT_AGAIN.test(said)) return 'on';
  return AGAIN.test(said) ? 'again' : null;
}
