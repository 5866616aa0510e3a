import type { ReportAdvice, ReportQuestion } from '@ringback/shared/contract/report';
import { inventedNumbers, knownNumbers } from './invented.ts';
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
/** A drill may name small numbers of its own: “three times”, “in two minutes”. */
const smallNumbers = Array.from({ length: 10 }, (_, index) => index + 1).join(' ');
const askingMark = /[?？؟]$/;

/**
 * Holds a model's advice to what is known. The best moment of an answer is a sentence of that very answer. Advice
 * cites sentences. No text names a number that is not in its sources, or quotes what was never said. A missing fact is
 * asked for by one question. A question has one entry.
 */
export function checkAdvice(
  answer: AdviceAnswer,
  sources: AdviceSources,
): { advice: ReportAdvice; dropped: { unsupported: number; quotations: number } } {
  const dropped = { unsupported: 0, quotations: 0 };
  const { language, spoken, beside } = sources;
  const told = knownNumbers([...spoken, ...beside], language);
  /**
   * The text without quotations that were never said. Null if it names a number that neither its sources nor `own` have.
   * What is left out is counted.
   */
  function known(text: string, own: readonly string[] = []): string | null {
    if (inventedNumbers(text, [told, knownNumbers(own, language)], language).length > 0) {
      dropped.unsupported += 1;
      return null;
    }
    const checked = checkQuotations(text, spoken);
    dropped.quotations += checked.dropped;
    return checked.text === '' ? null : checked.text;
  }

  /** The text if it cites sentences and its sources have what it says. */
  function grounded(
    text: string | null,
    evidence: readonly string[],
  ): { text: string; evidence: string[] } | null {
    if (text === null || text.trim() === '') return null;
    if (evidence.length === 0) {
      dropped.unsupported += 1;
      return null;
    }
    const held = known(text);
    return held === null ? null : { text: held, evidence: [...new Set(evidence)] };
  }

  function question(text: string | null): string | null {
    const asked = text?.trim() ?? '';
    if (asked === '') return null;
    if (!askingMark.test(asked) || asked.length > longestQuestion) {
      dropped.unsupported += 1;
      return null;
    }
    const held = known(asked);
    return held !== null && askingMark.test(held) ? held : null;
  }

  const questions = sources.questions.flatMap((asked) => {
    const given = answer.questions.find(({ questionId }) => questionId === asked.id);
    if (given === undefined || asked.answer.length === 0) return [];
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
  const advice = {
    questions,
    changes: changes.slice(0, mostChanges),
    drill: drill === '' ? null : known(drill, [smallNumbers, 'twice half']),
  };
  return { advice, dropped };
}
