import type { Report, ReportFinding } from '../contract/report.ts';
import { type MomentKind, momentKinds, type ReportMoment } from '../contract/report-moment.ts';
import { orderFindings } from './finding-order.ts';
import { toFindingMode } from './report-words.ts';

const titles: Readonly<Record<MomentKind, string>> = {
  plan_changed: 'The interviewer’s plan had just changed',
  moved_on: 'The interviewer moved on',
  curveball: 'The question that was meant to surprise you',
  hesitation: 'Your longest silence before an answer',
  follow_up: 'The interviewer asked more',
};

/** The heading of a moment. A kind that this release does not know has a general one. */
export function toMomentTitle(kind: string): string {
  const known = momentKinds.find((one) => one === kind);
  return known === undefined ? 'A moment of the interview' : titles[known];
}

const listed = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join(', ');

const reasons: Readonly<Record<string, string>> = {
  time_over: 'By then, the time that the plan gives to the interviewer’s own questions was over.',
  model_plan: 'A plan that a model had made for this job replaced the first one.',
  job_changed: 'The job had been changed, and a new plan was made for it.',
};

function reasonOf({ kind, why, waitedMs }: ReportMoment): string[] {
  if (kind === 'hesitation' && waitedMs !== null)
    return [
      `You began to speak after ${(waitedMs / 1000).toFixed(1)} seconds, the delay of the line included.`,
    ];
  if (kind === 'follow_up') return ['After your previous answer, it had marked nothing as covered.'];
  const reason = reasons[why ?? ''];
  if (reason !== undefined) return [reason];
  return kind === 'moved_on' ? ['The record does not say why.'] : [];
}

/** What the plan wanted at this moment, in sentences. What is not on the record is said to be missing. */
export function toPlanWords(moment: ReportMoment): string[] {
  const { kind, hasPlan, covered, open, competencies } = moment;
  if (!hasPlan)
    return [
      ...reasonOf(moment),
      'No plan is on the record, so it does not say what this question was after.',
    ];
  const points =
    kind === 'moved_on'
      ? [`Not reached: ${listed(open)}.`]
      : covered.length > 0
        ? [`After your answer, the interviewer marked as covered: ${listed(covered)}.`]
        : [
            `The record does not say what this question was after.${open.length === 0 ? '' : ` Still open in the plan: ${listed(open)}.`}`,
          ];
  const probing =
    competencies.length === 0
      ? []
      : [`The plan was to probe ${competencies.join(', ')}; the record does not say which of them here.`];
  return [...reasonOf(moment), ...points, ...probing];
}

/** What was found in the answer of a moment, and what it lacked. */
export interface MomentAnswer {
  question: Report['questions'][number];
  /** The judged findings that cite a sentence of this answer, worst first. */
  findings: ReportFinding[];
  missedChance: string | null;
  missingFact: string | null;
  /** Why nothing is told of the answer. Null: something is. */
  nothing: string | null;
}

/** The question and answer of a moment with what the report says of them. Null: the report has no such question. */
export function toMomentAnswer(
  { questionId }: Pick<ReportMoment, 'questionId'>,
  report: Report,
): MomentAnswer | null {
  const question = report.questions.find(({ id }) => id === questionId);
  if (question === undefined) return null;
  const findings = orderFindings(report).filter(
    ({ mode, evidence }) =>
      toFindingMode(mode) === 'level' && evidence.some((id) => question.answer.includes(id)),
  );
  const advice = report.advice?.questions.find((one) => one.questionId === questionId);
  const missedChance = advice?.missedChance?.text ?? null;
  const missingFact = advice?.missingFact ?? null;
  const isTold = findings.length > 0 || missedChance !== null || missingFact !== null;
  const nothing =
    question.answer.length === 0
      ? 'Nothing was answered.'
      : report.dimensions.length === 0
        ? 'Nothing has judged this answer.'
        : isTold
          ? null
          : 'The report has no finding on this answer.';
  return { question, findings, missedChance, missingFact, nothing };
}
