import charts from '../report/charts.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';

interface TrendChartProps {
  points: readonly { at: number; overall: number }[];
}

const width = 400;
const height = 140;
const left = 24;
const toY = (level: number): number => height - 20 - ((level - 1) / 4) * (height - 34);

/** Overall levels in the order of time, drawn; the table below has the same. */
export function TrendChart({ points }: TrendChartProps) {
  const { history, judged } = useMoreWords();
  const format = useFormat();
  const step = (width - left - 16) / Math.max(1, points.length - 1);
  const placed = points.map(({ overall }, index) => ({ x: left + index * step, y: toY(overall) }));
  return (
    <figure className={charts.chart}>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        {[1, 2, 3, 4, 5].map((level) => (
          <g key={level}>
            <line className={charts.scale} x1={left} x2={width - 8} y1={toY(level)} y2={toY(level)} />
            <text className={charts.scaleWord} x={6} y={toY(level) + 4}>
              {level}
            </text>
          </g>
        ))}
        <polyline className={charts.line} points={placed.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {placed.map(({ x, y }) => (
          <circle key={x} className={charts.dot} cx={x} cy={y} r={5} />
        ))}
      </svg>
      <table>
        <caption>{history.trendCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{history.when}</th>
            <th scope="col">{history.level}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ at, overall }) => (
            <tr key={at}>
              <th scope="row">{format.date(at)}</th>
              <td>{judged.level(overall)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
