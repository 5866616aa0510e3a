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

/** What a practice is called, and what it does. `difficulty` is that of the interview that is practised again. */
export function toPracticeWords(kind: PracticeKind, difficulty = 1): PracticeWords {
  return kind === 'harder' && difficulty >= 3 ? { ...words.harder, what: highest } : words[kind];
}
