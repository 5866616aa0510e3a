import type { Report } from '@ringback/shared/contract/report';
import { mostStrongerCharacters } from '@ringback/shared/contract/stronger-answer';
import { cleanSpeech } from '@ringback/shared/report/clean-speech';
import { blankInvented, hasCapitals } from './invented.ts';
import type { StrongerRequest } from './report-port.ts';

/** The fact that a candidate has given, for a question of a report. */
interface Given {
  questionId: string;
  text: string;
}

/** What a model is given to write a stronger answer from. Null: the report does not ask for this fact. */
export function toStrongerRequest(report: Report, resume: string, given: Given): StrongerRequest | null {
  const { language, segments } = report;
  const advised = report.advice?.questions.find(({ questionId }) => questionId === given.questionId);
  const asked = advised?.missingFact ?? null;
  if (asked === null) return null;
  const cleaned = new Map(segments.map(({ id, spoken }) => [id, cleanSpeech(spoken, language).clean]));
  const questions = report.questions.map(({ id, text, answer }) => ({
    ...{ id, text },
    answer: answer.flatMap((segment) => {
      const clean = cleaned.get(segment) ?? '';
      return clean === '' ? [] : [{ id: segment, text: clean }];
    }),
  }));
  const { questionId, text } = given;
  return { language, questions, resume, missing: { questionId, asked, fact: text } };
}

/** Whether what is written from this can be held to it: names are told by their capitals. */
export const canBeHeld = ({ questions, missing }: StrongerRequest): boolean =>
  hasCapitals([...questions.map(({ text }) => text), missing.fact].join(' '));

/**
 * The text with a blank for each number and name that neither the interview, the résumé nor the fact has. Null: there
 * is no text, or one longer than an answer may be.
 */
export function holdToSources(
  text: string,
  { language, questions, resume, missing }: StrongerRequest,
  spoken: readonly string[],
): { text: string; blanks: number } | null {
  const written = text.trim();
  if (written === '' || written.length > mostStrongerCharacters) return null;
  const sources = [...questions.map((question) => question.text), ...spoken, resume, missing.fact];
  return blankInvented(written, sources, language);
}
