import type { Attempt } from '../../lib/history/compare-attempts.ts';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';

/** What stands beside every level: what it is for, and that rules have judged where they have. */
export function JudgedHint({ attempts }: { attempts: readonly Attempt[] }) {
  const { history, judged } = useMoreWords();
  const isByRules = ({ report }: Attempt) => report.madeBy.judge === 'rules';
  const isAll = attempts.every(isByRules);
  const isOne = !isAll && attempts.some(isByRules);
  return (
    <p className={text.hint}>
      {judged.practiceOnly}
      {isAll ? ` ${judged.judgedByRules}` : null}
      {isOne ? ` ${history.oneOfThem} ${judged.judgedByRules}` : null}
    </p>
  );
}
