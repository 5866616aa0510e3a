import type { ReportFinding, ReportQuestion } from '@ringback/shared/contract/report';
import type { Judged } from './level.ts';
import { checkQuotations } from './quotations.ts';
import type { Support } from './report-port.ts';

/** A judge's observation, with the sentences that it cites. */
export interface Claim {
  about: string;
  text: string;
  evidence: readonly string[];
}

/** As many as a judge is asked for. Each costs a support check. */
const mostClaims = 6;

/** The claims of all judged dimensions, the lowest level first; at most six of each. A dimension that was not judged has none. */
export function claimsOf(judged: readonly Judged[]): Claim[] {
  const levelOf = ({ dimension }: Judged) => dimension.level ?? Number.POSITIVE_INFINITY;
  return judged
    .toSorted((one, other) => levelOf(one) - levelOf(other))
    .flatMap(({ dimension, observations }) =>
      observations.slice(0, mostClaims).map(({ claim, evidence }) => ({
        about: dimension.id,
        text: claim,
        evidence: [...new Set(evidence)],
      })),
    );
}

/** The question that all these sentences answer. Null: they answer several, or none. */
function questionOf(evidence: readonly string[], questions: readonly ReportQuestion[]): string | null {
  const question = questions.find(({ answer }) => answer.some((id) => evidence.includes(id)));
  return question !== undefined && evidence.every((id) => question.answer.includes(id)) ? question.id : null;
}

/**
 * The claims that stand in the report. `verdicts`: the support check's answer about each, null where it could not be
 * asked. A claim is left out, and counted, if it cites nothing, if its sentences do not support it, or if it quotes
 * what was never said.
 */
export function toFindings(
  claims: readonly Claim[],
  verdicts: readonly (Support | null)[],
  said: { questions: readonly ReportQuestion[]; spoken: readonly string[] },
): { findings: ReportFinding[]; dropped: { unsupported: number; quotations: number } } {
  const dropped = { unsupported: 0, quotations: 0 };
  const findings = claims.flatMap(({ about, text, evidence }, index): Omit<ReportFinding, 'id'>[] => {
    const support = verdicts[index] ?? null;
    if (evidence.length === 0 || support === 'no') {
      dropped.unsupported += 1;
      return [];
    }
    const checked = checkQuotations(text, said.spoken);
    dropped.quotations += checked.dropped;
    if (checked.text === '') return [];
    const questionId = questionOf(evidence, said.questions);
    return [{ mode: 'level', about, questionId, text: checked.text, evidence: [...evidence], support }];
  });
  return { findings: findings.map((finding, index) => ({ id: `f${index + 1}`, ...finding })), dropped };
}
