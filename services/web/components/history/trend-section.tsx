import { type Attempt, fewestForTrend, toComparable, toTrend } from '../../lib/history/compare-attempts.ts';
import { JudgedHint } from './judged-hint.tsx';
import { TrendChart } from './trend-chart.tsx';

/** The direction of the levels, where there are attempts enough that can be compared. */
export function TrendSection({ attempts }: { attempts: readonly Attempt[] }) {
  const points = toTrend(attempts);
  const comparable = toComparable(attempts);
  const { length } = comparable;
  return (
    <section className="card" aria-labelledby="trend-title" data-testid="trend">
      <h2 id="trend-title">Trend</h2>
      {points === null ? (
        <p>
          A trend needs {fewestForTrend} interviews of the same kind with an overall level, judged by the same
          rubric and the same judge. So far{' '}
          {length === 0 ? 'none is' : length === 1 ? 'one is' : `${length} are`} comparable.
        </p>
      ) : (
        <>
          <TrendChart points={points} />
          <JudgedHint attempts={comparable} />
        </>
      )}
    </section>
  );
}
