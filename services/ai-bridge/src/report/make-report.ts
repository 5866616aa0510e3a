import type { Report } from '@ringback/shared/contract/report';
import { reportFormat } from '@ringback/shared/contract/report';
import type { ReportFailure } from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { describeInterview } from '../domain/report/described-interview.ts';

/** The result of one attempt. The report holds the figures of an interview even where nothing was judged. */
export type MadeReport =
  | { outcome: 'ready'; report: Report }
  /** `reason`: the first thing that was missing. */
  | { outcome: 'insufficient'; report: Report; reason: string }
  /** `isPassing`: another attempt may help. */
  | { outcome: 'failed'; report: Report; reason: ReportFailure; isPassing: boolean };

/** A report of figures alone, without judgement. */
function figuresAlone(
  view: SessionView,
  log: readonly LogEntry[],
  about: { version: number; madeAt: number },
) {
  const described = describeInterview(
    view,
    log.map(({ event }) => event),
  );
  const report: Report = {
    format: reportFormat,
    ...about,
    language: view.jobConfiguration.language,
    madeBy: {
      judge: 'none',
      models: { judge: null, support: null, advice: null },
      promptVersion: '',
      rubricHash: '',
      samples: 0,
    },
    cost: { usd: 0, input: 0, cached: 0, output: 0 },
    overall: null,
    dimensions: [],
    findings: [],
    advice: null,
    dropped: { unsupported: 0, quotations: 0 },
    ...described.report,
  };
  return { described, report };
}

/** Makes one version of a session's report from its log. */
export async function makeReport(
  log: readonly LogEntry[],
  about: { version: number; madeAt: number },
): Promise<MadeReport> {
  const view = log.reduce<SessionView | null>((before, { event }) => evolveView(before, event), null);
  if (view === null) throw new TypeError('the log is empty');
  const { report } = figuresAlone(view, log, about);
  const [missing] = report.gate.missing;
  if (!report.gate.isAudible) return { outcome: 'insufficient', report, reason: missing?.what ?? 'words' };
  return { outcome: 'ready', report };
}
