import type { InterviewMode } from '@ringback/shared/contract/interview-mode';

/** Study mode beside exam mode. */
export const study = {
  choose: 'How do you want to practise?',
  modes: {
    exam: { name: 'Exam', what: 'As in a real interview: no help and no feedback before the report.' },
    study: {
      name: 'Study',
      what: 'You may ask for a hint, hear one sentence of feedback after each answer, and may try again. It is never compared with an exam.',
    },
  } satisfies Record<InterviewMode, { name: string; what: string }>,
  badge: 'Study mode',
  how: 'Ask for a hint, or to try again, whenever you like: by voice, or on a phone with 4 and 8.',
  reportNote:
    'This was study mode: there was feedback after each answer, and hints where you asked. The last try of each answer is judged. It is never compared with an exam.',
  hints: (count: number) => (count === 1 ? 'A hint was given here.' : `Hints were given here: ${count}.`),
  earlierTries: (count: number) =>
    count === 1 ? 'Your first try, which is not judged' : `Your ${count} earlier tries, which are not judged`,
};
