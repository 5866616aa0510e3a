import { judgedByRules, practiceOnly } from '@ringback/shared/report/report-words';
import type { Attempt } from '../../lib/history/compare-attempts.ts';

/** What stands beside every level: what it is for, and that rules have judged where they have. */
export function JudgedHint({ attempts }: { attempts: readonly Attempt[] }) {
  const isByRules = ({ report }: Attempt) => report.madeBy.judge === 'rules';
  return (
    <p className="hint">
      {practiceOnly}
      {attempts.every(isByRules) ? ` ${judgedByRules}` : null}
      {!attempts.every(isByRules) && attempts.some(isByRules) ? ` One of them: ${judgedByRules}` : null}
    </p>
  );
}
