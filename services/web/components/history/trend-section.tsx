import { type Attempt, fewestForTrend, toComparable, toTrend } from '../../lib/history/compare-attempts.ts';
import { Card } from '../ui/card.tsx';
import { useMoreWords } from '../words/more-context.ts';
import { JudgedHint } from './judged-hint.tsx';
import { TrendChart } from './trend-chart.tsx';

/** The direction of the levels, where there are attempts enough that can be compared. */
export function TrendSection({ attempts }: { attempts: readonly Attempt[] }) {
  const { history } = useMoreWords();
  const points = toTrend(attempts);
  const comparable = toComparable(attempts);
  return (
    <Card title={history.trend} data-testid="trend">
      {points === null ? (
        <p>{history.trendNeeds(fewestForTrend, comparable.length)}</p>
      ) : (
        <>
          <TrendChart points={points} />
          <JudgedHint attempts={comparable} />
        </>
      )}
    </Card>
  );
}
