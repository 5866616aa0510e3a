import type { ReportDocument } from '@ringback/shared/report/report-document';

/**
 * The language of what stands in a report as data: a model writes in that of the interview, rules in English. A BCP 47
 * tag, for `lang`.
 */
export const toReportLanguage = ({
  report,
  interview,
}: Pick<ReportDocument, 'report' | 'interview'>): string =>
  report.madeBy.judge === 'rules' ? 'en' : interview.jobConfiguration.language;
