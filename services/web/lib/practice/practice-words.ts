import { oneQuestionMinutes, type PracticeRequest } from '@ringback/shared/contract/practice';

const words: Record<PracticeRequest['kind'], { title: string; what: string }> = {
  one_question: {
    title: 'Answer this question again.',
    what: `A call of ${oneQuestionMinutes === 2 ? 'two' : oneQuestionMinutes} minutes with this question alone; then you see both answers side by side.`,
  },
};

/** What a practice is called, and what it does and takes, in one line. */
export const toPracticeWords = ({ kind }: PracticeRequest): { title: string; what: string } => words[kind];
