import { toKnownConfiguration } from '@ringback/shared/contract/job-configuration';
import { type Report, type ReportFinding, reportFormat } from '@ringback/shared/contract/report';
import type { ReportFailure, ReportStep } from '@ringback/shared/contract/report-status';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import { rubric } from '@ringback/shared/report/rubric/rubric';
import { canonicalHash } from '@ringback/shared/runtime/configuration-hash';
import { promptVersion } from '../domain/report/prompts.ts';
import type { ReportModel } from '../domain/report/report-port.ts';
import { toSeniority } from '../domain/report/seniority.ts';
import { judgeInterview, type MissingPart } from './judge-interview.ts';
import { createReportAsker, ReportTroubleError } from './report-asker.ts';
import type { ReportMoney } from './report-money.ts';
import type { DescribedLog, ReportSteps } from './report-steps.ts';

/** What became of one attempt. The figures of an interview stand in the report also where nothing was judged. */
export type MadeReport =
  | { outcome: 'ready'; report: Report }
  /** `reason`: what was missing first. */
  | { outcome: 'insufficient'; report: Report; reason: string }
  /** `isPassing`: another attempt may help. */
  | { outcome: 'failed'; report: Report; reason: ReportFailure; isPassing: boolean };

/** By whom a report is judged, for whose money, and who is told how far it is. */
export interface ReportJudge {
  model: ReportModel;
  samples: number;
  money: ReportMoney;
  /** The candidate, hashed. */
  candidate: string;
  signal: AbortSignal;
  /** False: the session was erased, and nothing more of it may be sent. */
  isWanted: () => Promise<boolean>;
  tell: (step: ReportStep, done: number, of: number) => void;
}

/** Calls of one report at a time. */
const mostCallsAtOnce = 4;
const rubricHash = canonicalHash(rubric);

/** A report of all that is computed; nothing is judged. */
function figuresAlone(
  { jobConfiguration, interviewMode, report }: DescribedLog,
  about: { version: number; madeAt: number },
): Report {
  return {
    format: reportFormat,
    ...about,
    language: jobConfiguration.language,
    interviewMode,
    madeBy: {
      judge: 'none',
      models: { judge: null, support: null, advice: null },
      promptVersion: '',
      rubricHash: '',
      samples: 0,
      seniority: null,
    },
    cost: { usd: 0, input: 0, cached: 0, output: 0 },
    overall: null,
    dimensions: [],
    findings: [],
    advice: null,
    dropped: { unsupported: 0, quotations: 0 },
    ...report,
  };
}

/** A part that could not be made is told among the findings. */
const toFailedFindings = (missing: readonly MissingPart[], behind: number): ReportFinding[] =>
  missing.map(({ about, reason }, index) => ({
    ...{ id: `f${behind + index + 1}`, mode: 'failed', about, questionId: null },
    ...{ text: reason, evidence: [], support: null },
  }));

/** What the model adds. Rejects with a ReportTroubleError. */
async function judged(
  steps: ReportSteps,
  described: DescribedLog,
  by: ReportJudge,
): Promise<Partial<Report>> {
  const { model, samples, money, candidate, isWanted, tell } = by;
  const job = toKnownConfiguration(described.jobConfiguration);
  const failing = new AbortController();
  const signal = AbortSignal.any([by.signal, failing.signal]);
  const asker = createReportAsker({ candidate, signal, isWanted }, money, mostCallsAtOnce);
  try {
    const { interview, segments } = described;
    const answer = await judgeInterview(interview, segments, job, { model, asker, samples, tell });
    const beside = [job.jobDescription, job.resume, ...interview.exchanges.map(({ text }) => text)];
    const parts = await steps.toJudgedParts(interview, segments, answer.judgement, beside);
    const failed = toFailedFindings(answer.missing, parts.findings.length);
    return { ...parts, findings: [...parts.findings, ...failed] };
  } finally {
    // Where one call has failed for good, the others are not waited for, and not paid.
    failing.abort();
  }
}

/** Makes one version of a session's report from its log. `by` null: figures alone. Rejects without Redis. */
export async function makeReport(
  steps: ReportSteps,
  events: readonly StoredEvent[],
  about: { version: number; madeAt: number },
  by: ReportJudge | null,
): Promise<MadeReport> {
  const described = await steps.describeLog(events);
  const figures = figuresAlone(described, about);
  const [missing] = figures.gate.missing;
  if (!figures.gate.isAudible)
    return { outcome: 'insufficient', report: figures, reason: missing?.what ?? 'words' };
  if (by === null) return { outcome: 'ready', report: figures };
  const { model, samples, money } = by;
  const seniority = toSeniority(toKnownConfiguration(described.jobConfiguration));
  const madeBy = {
    ...{ judge: model.kind, models: { ...model.models }, promptVersion, rubricHash, samples },
    seniority,
  };
  try {
    const parts = await judged(steps, described, by);
    return { outcome: 'ready', report: { ...figures, ...parts, madeBy, cost: money.cost } };
  } catch (error) {
    if (!(error instanceof ReportTroubleError)) throw error;
    const { reason, isPassing } = error;
    return { outcome: 'failed', report: { ...figures, cost: money.cost }, reason, isPassing };
  }
}
