import { isStudy } from '../contract/interview-mode.ts';
import type { Report, ReportQuestion } from '../contract/report.ts';

/** What a report's export says of study mode. Empty for an exam. */
export const toStudyWords = (report: Pick<Report, 'interviewMode'>): string[] =>
  isStudy(report)
    ? [
        'This was study mode: feedback after each answer, and hints where they were asked for. The last try of each answer is judged. It is not compared with an exam.',
      ]
    : [];

/** That hints were given with a question. Null: there were none. */
export const toHintWords = ({ hints }: Pick<ReportQuestion, 'hints'>): string | null =>
  hints.length === 0 ? null : hints.length === 1 ? 'A hint was given.' : `${hints.length} hints were given.`;
