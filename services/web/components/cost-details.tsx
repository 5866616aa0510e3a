import type { ShownCost } from '@ringback/shared/contract/shown-cost';
import { toCostLines, toCostSummary } from '@ringback/shared/report/cost-words';

/** What an interview has cost, by who was paid, beside what was estimated before it. */
export function CostDetails({ cost }: { cost: ShownCost }) {
  return (
    <details className="cost" data-testid="cost">
      <summary>What this interview cost</summary>
      <p>{toCostSummary(cost)}</p>
      <ul>
        {toCostLines(cost).map(({ title, words }) => (
          <li key={title}>
            <strong>{title}:</strong> {words}.
          </li>
        ))}
      </ul>
    </details>
  );
}
