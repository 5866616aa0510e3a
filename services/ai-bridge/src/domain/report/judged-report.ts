import type { Report, ReportDimension } from '@ringback/shared/contract/report';
import type { Segment } from '@ringback/shared/report/segments';
import { checkAdvice } from './advice.ts';
import { type Claim, toFindings } from './findings.ts';
import type { Interview } from './interview.ts';
import { type Judged, overallLevel } from './level.ts';
import { toQuestions } from './questions.ts';
import { checkQuotations } from './quotations.ts';
import type { AdviceAnswer, ClassifyAnswer, Support } from './report-port.ts';

/** Everything that models have answered about one interview. Null: a model was not asked, or gave no answer. */
export interface Judgement {
  judged: readonly Judged[];
  classified: ClassifyAnswer | null;
  /** The claims of the judged dimensions (`claimsOf`), and the support check's answer about each. */
  claims: readonly Claim[];
  verdicts: readonly (Support | null)[];
  advice: AdviceAnswer | null;
}

type JudgedParts = Pick<Report, 'overall' | 'dimensions' | 'questions' | 'findings' | 'advice' | 'dropped'>;

/**
 * The judged parts of a report: levels by arithmetic, claims that their sentences support, advice that invents
 * nothing. `beside`: other texts whose facts advice may name (the questions, the job, the résumé).
 */
export function toJudgedParts(
  interview: Interview,
  segments: readonly Segment[],
  judgement: Judgement,
  beside: readonly string[],
): JudgedParts {
  const spoken = segments.map((segment) => segment.spoken);
  const questions = toQuestions(interview, segments, judgement.classified);
  const found = toFindings(judgement.claims, judgement.verdicts, { questions, spoken });
  const { language } = interview;
  const advised =
    judgement.advice === null ? null : checkAdvice(judgement.advice, { language, questions, spoken, beside });
  let quotations = 0;
  const quoted = (prose: string) => {
    const checked = checkQuotations(prose, spoken);
    quotations += checked.dropped;
    return checked.text;
  };
  const dimensions = judgement.judged.map(
    ({ dimension }): ReportDimension => ({
      ...dimension,
      whyNotHigher: quoted(dimension.whyNotHigher),
      whyNotLower: quoted(dimension.whyNotLower),
    }),
  );
  const unjudged = dimensions.filter(({ level }) => level === null);
  const nothing = { mode: 'cannot_judge', text: '', questionId: null, evidence: [], support: null };
  const findings = [...found.findings, ...unjudged.map(({ id }) => ({ ...nothing, about: id }))];
  return {
    overall: overallLevel(dimensions),
    dimensions,
    questions,
    findings: findings.map((finding, index) => ({ ...finding, id: `f${index + 1}` })),
    advice: advised?.advice ?? null,
    dropped: {
      unsupported: found.dropped.unsupported + (advised?.dropped.unsupported ?? 0),
      quotations: found.dropped.quotations + (advised?.dropped.quotations ?? 0) + quotations,
    },
  };
}
