import type { ReportAdvice, ReportQuestion } from '@ringback/shared/contract/report';
import { inventedNumbers } from './invented.ts';
import { checkQuotations } from './quotations.ts';
import type { AdviceAnswer } from './report-port.ts';

/** The sources that advice may draw on: the interview as it was spoken, the questions, the job and the résumé. */
export interface AdviceSources {
  language: string;
  questions: readonly ReportQuestion[];
  /** The candidate's sentences as they were spoken. */
  spoken: readonly string[];
  /** Other texts with facts in them: the questions, the job description, the résumé. */
  beside: readonly string[];
}

const mostChanges = 3;
const longestQuestion = 240;
const askingMark = /[?？؟]$/;

/**
 * Holds a model's advice to what is known. The best moment of an answer is a sentence of that very answer. Advice
 * cites sentences and names no number that is not in its sources. A missing fact is asked for by one question.
 */
export function checkAdvice(
  answer: AdviceAnswer,
  sources: AdviceSources,
): { advice: ReportAdvice; dropped: { unsupported: number; quotations: number } } {
  const dropped = { unsupported: 0, quotations: 0 };
  const { language, spoken, beside } = sources;
  const isInvented = (text: string) => inventedNumbers(text, [...spoken, ...beside], language).length > 0;

  /** The text if its sources support it. Null if they do not, which is counted. */
  function grounded(
    text: string | null,
    evidence: readonly string[],
  ): { text: string; evidence: string[] } | null {
    if (text === null || text.trim() === '') return null;
    if (evidence.length === 0 || isInvented(text)) {
      dropped.unsupported += 1;
      return null;
    }
    const checked = checkQuotations(text, spoken);
    dropped.quotations += checked.dropped;
    return checked.text === '' ? null : { text: checked.text, evidence: [...evidence] };
  }

  function question(text: string | null): string | null {
    const asked = text?.trim() ?? '';
    if (asked === '') return null;
    const isOne = askingMark.test(asked) && asked.length <= longestQuestion && !isInvented(asked);
    if (!isOne) dropped.unsupported += 1;
    return isOne ? asked : null;
  }

  const questions = answer.questions.flatMap((given) => {
    const asked = sources.questions.find(({ id }) => id === given.questionId);
    if (asked === undefined || asked.answer.length === 0) return [];
    const isOwn = given.bestMoment !== null && asked.answer.includes(given.bestMoment);
    return [
      {
        questionId: asked.id,
        bestMoment: isOwn ? given.bestMoment : null,
        missedChance: grounded(given.missedChance, given.evidence),
        missingFact: question(given.missingFact),
      },
    ];
  });
  const changes = answer.changes.flatMap(({ text, evidence }) => grounded(text, evidence) ?? []);
  const drill = answer.drill?.trim() ?? '';
  const advice = { questions, changes: changes.slice(0, mostChanges), drill: drill === '' ? null : drill };
  return { advice, dropped };
}
