import type { PracticeKind } from '@ringback/shared/contract/practice';
import type { Words } from '../words/words.ts';

interface PracticeWords {
  title: string;
  /** What it does, in one line. */
  what: string;
}

/** What the button of a question says. `isPressed`: it was this one that started a call. */
export function toReAnswerWords(
  { kinds, starting, otherIsStarting }: Words['practice'],
  isFree: boolean,
  isPressed: boolean,
): PracticeWords {
  if (isFree) return kinds.one_question;
  if (isPressed) return { ...kinds.one_question, title: starting };
  return { ...kinds.one_question, what: otherIsStarting };
}

/** What a practice is called, and what it does. `difficulty` is that of the setup that is used again, 1 to 3. */
export function toPracticeWords(
  { kinds, highest }: Words['practice'],
  kind: PracticeKind,
  difficulty = 1,
): PracticeWords {
  return kind === 'harder' && difficulty >= 3 ? { ...kinds.harder, what: highest } : kinds[kind];
}
