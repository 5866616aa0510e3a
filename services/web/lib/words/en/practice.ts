import type { PracticeKind } from '@ringback/shared/contract/practice';

/** What a practice is called, and what it does, in one line. */
const kinds: Record<PracticeKind, { title: string; what: string }> = {
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

/** How one interview leads on to the next. */
export const practice = {
  kinds,
  highest:
    'You are at the highest difficulty: it stays there, and the interviewer asks for more where you were good.',
  starting: 'Starting …',
  otherIsStarting: 'Another call is being started. This button waits until then.',
  goOn: 'Go on practising',
  wholeInterview: (length: string) =>
    `A whole interview of ${length} for the same job. You do not type anything again.`,
  setupIsKept: 'Your setup is as it was.',
  backToReport: 'Back to the report',
};
