interface TrendChartProps {
  points: readonly { at: number; overall: number }[];
}

const width = 400;
const height = 140;
const left = 24;
const toY = (level: number): number => height - 20 - ((level - 1) / 4) * (height - 34);

/** Overall levels in the order of time, drawn; the table below has the same. */
export function TrendChart({ points }: TrendChartProps) {
  const step = (width - left - 16) / Math.max(1, points.length - 1);
  const placed = points.map(({ overall }, index) => ({ x: left + index * step, y: toY(overall) }));
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        {[1, 2, 3, 4, 5].map((level) => (
          <g key={level}>
            <line className="scale" x1={left} x2={width - 8} y1={toY(level)} y2={toY(level)} />
            <text className="scale-word" x={6} y={toY(level) + 4}>
              {level}
            </text>
          </g>
        ))}
        <polyline className="line" points={placed.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {placed.map(({ x, y }) => (
          <circle key={x} className="dot" cx={x} cy={y} r={5} />
        ))}
      </svg>
      <table>
        <caption>Overall level, oldest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Level</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ at, overall }) => (
            <tr key={at}>
              <th scope="row">{new Date(at).toLocaleDateString()}</th>
              <td>{overall} of 5</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
