import { longestQuestion } from '../contract/practice.ts';
import { countWords, sentencesOf } from '../report/language-tools.ts';

const asks = /[?？؟;]$/;
/** "Thank you." and "Okay." lead to a question and are no part of it. */
const fewestWordsOfContext = 5;

/**
 * The question in what an interviewer said before an answer: the last sentence that asks (without one, the last), and
 * the sentence before it where that says what is asked about. Null: nothing is asked, or at too great a length.
 *
 * @param isGreeting these were the first words of the interview, where no sentence before the question is part of it
 */
export function toAskedQuestion(
  said: string,
  { language, isGreeting }: { language: string; isGreeting: boolean },
): string | null {
  const sentences = sentencesOf(said, language);
  const asking = sentences.findLastIndex((sentence) => asks.test(sentence));
  const index = asking === -1 ? sentences.length - 1 : asking;
  const question = sentences[index];
  if (question === undefined) return null;
  const before = sentences[index - 1] ?? '';
  const isContext = !isGreeting && !asks.test(before) && countWords(before, language) >= fewestWordsOfContext;
  const whole = isContext ? `${before} ${question}` : question;
  const fitting = whole.length <= longestQuestion ? whole : question;
  return fitting.length <= longestQuestion ? fitting : null;
}
