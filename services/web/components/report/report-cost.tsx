import type { ShownCost } from '@ringback/shared/contract/shown-cost';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';

/** What an interview has cost, by who was paid, beside what was estimated before it. */
export function ReportCost({ cost }: { cost: ShownCost }) {
  const { report, judged } = useMoreWords();
  return (
    <details className={text.fold} data-testid="cost">
      <summary>{report.whatItCost}</summary>
      <p>{judged.costSummary(cost)}</p>
      <ul className={text.list}>
        {judged.costLines(cost).map(({ title, words }) => (
          <li key={title}>
            <strong>{title}:</strong> {words}.
          </li>
        ))}
      </ul>
    </details>
  );
}
