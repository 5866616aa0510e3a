import type { ReportDocument } from './report-document.ts';
import { practiceOnly } from './report-words.ts';

/** A report and its interview as one JSON file, in the contract's own words. */
export function toReportJson({ interview, cost, ...told }: ReportDocument): string {
  const { sessionId, jobConfiguration, lengthMinutes, activeAt, endedAt, endReason, transcript } = interview;
  const written = {
    kind: 'ringback.report',
    note: practiceOnly,
    session: { sessionId, jobConfiguration, lengthMinutes, activeAt, endedAt, endReason },
    cost,
    transcript,
    ...told,
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}
