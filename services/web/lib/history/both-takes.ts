import type { Report, ReportFigure } from '@ringback/shared/contract/report';
import { compareValues } from '@ringback/shared/report/figure-words';
import type { MoreWords } from '../words/more-words.ts';
import {
  type Attempt,
  compareLevels,
  type Difference,
  isSameMode,
  whyNotComparable,
} from './compare-attempts.ts';

/** One answer to a question, in the words that were heard. */
export interface Take {
  sentences: readonly string[];
}

interface ComparedFigure {
  name: string;
  first: ReportFigure;
  second: ReportFigure;
  difference: Difference;
}

interface ComparedLevel {
  /** The dimension. */
  id: string;
  first: number | null;
  second: number | null;
  difference: Difference;
}

/** The first answer to a question beside the second one. */
export interface BothTakes {
  first: Take;
  second: Take;
  figures: readonly ComparedFigure[];
  /** Of all that was judged in each of the two sessions. Empty: one of them has none, or they were measured otherwise. */
  levels: readonly ComparedLevel[];
}

type Judged = Pick<Attempt, 'kind' | 'report'>;

const questionOf = ({ questions }: Report, id: string) => questions.find((question) => question.id === id);

const takeOf = ({ segments }: Report, ids: readonly string[]): Take => ({
  sentences: segments.flatMap(({ id, spoken }) => (ids.includes(id) ? [spoken] : [])),
});

function compareLevelsOf(first: Judged, second: Judged): ComparedLevel[] {
  if (whyNotComparable(first, second) !== null) return [];
  return first.report.dimensions.flatMap((one) => {
    const other = second.report.dimensions.find(({ id }) => id === one.id);
    return other === undefined
      ? []
      : [{ id: one.id, first: one.level, second: other.level, difference: compareLevels(one, other) }];
  });
}

/**
 * What is said in place of the two answers; empty where they are here. `earlier`: the report of the first take, null
 * while it is read, words where it cannot be.
 */
export function toTakesStatus(
  words: MoreWords['history'],
  earlier: Report | string | null,
  takes: BothTakes | null,
): string {
  if (earlier === null) return words.readingFirst;
  if (typeof earlier === 'string') return earlier;
  return takes === null ? words.takesApart : '';
}

/**
 * Both takes of one question. The second one is what was answered to the question itself; its follow-ups are no part of
 * it, as those of the first take are not. Null: one of the reports has no such question.
 */
export function toBothTakes(first: Judged, questionId: string, second: Judged): BothTakes | null {
  const [one, other] = [questionOf(first.report, questionId), second.report.questions[0]];
  if (one === undefined || other === undefined) return null;
  return {
    first: takeOf(first.report, one.answer),
    second: takeOf(second.report, other.answer),
    figures: other.figures.flatMap((figure) => {
      const earlier = one.figures.find(({ name }) => name === figure.name);
      if (earlier === undefined || (earlier.value === null && figure.value === null)) return [];
      const difference = isSameMode(first, second) ? compareValues(earlier.value, figure.value) : null;
      return [{ name: figure.name, first: earlier, second: figure, difference }];
    }),
    levels: compareLevelsOf(first, second),
  };
}
