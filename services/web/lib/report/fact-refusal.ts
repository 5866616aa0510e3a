import { mostGivenFacts } from '@ringback/shared/contract/stronger-answer';
import type { ReportDocument, ShownFact } from '@ringback/shared/report/report-document';
import type { MoreWords } from '../words/more-words.ts';

/** Failures of a stronger answer that come again with every further fact for the same version. */
const lasting = ['no_capitals', 'too_expensive'] as const;

/**
 * Why no further fact can lead to a stronger answer in this version of the report, in words. Null: one can.
 *
 * @param shown the fact beside which this stands; if it has failed, the page tells its reason already
 */
export function toFactRefusal(
  { givenFacts, report }: Pick<ReportDocument, 'givenFacts' | 'report'>,
  shown: Pick<ShownFact, 'reason'> | undefined,
  words: Pick<MoreWords, 'report' | 'judged'>,
): string | null {
  if (givenFacts.length >= mostGivenFacts) return words.report.mostFacts(mostGivenFacts);
  const failed = givenFacts.filter(({ version, state }) => version === report.version && state === 'failed');
  const reason = lasting.find((one) => failed.some((fact) => fact.reason === one));
  if (reason === undefined) return null;
  const { noMoreFacts } = words.report;
  return shown?.reason === reason ? noMoreFacts : `${noMoreFacts} ${words.judged.failure(reason) ?? ''}`;
}
