import type { PracticeKind } from '@ringback/shared/contract/practice';

interface PracticeWords {
  title: string;
  /** What it does, in one line. */
  what: string;
}

const words: Record<PracticeKind, PracticeWords> = {
  same_plan: {
    title: 'The same plan',
    what: 'The same competencies and points once more, so that you can compare.',
  },
  new_questions: {
    title: 'New questions',
    what: 'The same competencies, but none of the questions that you were asked here.',
  },
  harder: {
    title: 'Harder',
    what: 'One level more difficult; the interviewer asks for more where you were good.',
  },
  weak_only: {
    title: 'Only the weak spots',
    what: 'Questions about what this report puts lowest.',
  },
  one_question: {
    title: 'Answer this question again',
    what: 'A call of two minutes with this question alone; then you see both answers side by side.',
  },
};

const highest =
  'You are at the highest difficulty: it stays there, and the interviewer asks for more where you were good.';

/** What the button of a question says. `isPressed`: it was this one that started a call. */
export function toReAnswerWords(isFree: boolean, isPressed: boolean): PracticeWords {
  if (isFree) return words.one_question;
  if (isPressed) return { ...words.one_question, title: 'Starting…' };
  return { ...words.one_question, what: 'Another call is being started. This button waits until then.' };
}

/** What a practice is called, and what it does. `difficulty` is that of the setup that is used again, 1 to 3. */
export function toPracticeWords(kind: PracticeKind, difficulty = 1): PracticeWords {
  return kind === 'harder' && difficulty >= 3 ? { ...words.harder, what: highest } : words[kind];
}
