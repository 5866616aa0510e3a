import type { ReportFigure } from '@ringback/shared/contract/report';
import { type FigureWords, figureWordsOf, toFigureValue } from '@ringback/shared/report/figure-words';

const width = 160;

/** A value on the scale of its ordinary values. The row says the same in words. */
function BandPlot({ value, ordinary }: { value: number; ordinary: NonNullable<FigureWords['ordinary']> }) {
  const most = Math.max(ordinary.to * 1.4, value * 1.05);
  const toX = (at: number): number => (at / most) * (width - 12) + 6;
  return (
    <svg className="level-plot" viewBox={`0 0 ${width} 24`} aria-hidden="true" focusable="false">
      <line className="scale" x1={6} x2={width - 6} y1={12} y2={12} />
      <rect
        className="band"
        x={toX(ordinary.from)}
        y={6}
        width={toX(ordinary.to) - toX(ordinary.from)}
        height={12}
      />
      <circle className="dot" cx={toX(value)} cy={12} r={5} />
    </svg>
  );
}

/** A figure that says why it has no value is told with its reason. */
const isMeasured = ({ value, why }: ReportFigure): boolean => value !== null || why !== 'not_measured';

function FigureRow({ figure }: { figure: ReportFigure }) {
  const { title, formula, source, ordinary } = figureWordsOf(figure.name);
  return (
    <tr>
      <th scope="row">
        {title}
        <details>
          <summary>How it is computed</summary>
          <p>{formula}</p>
          <p className="hint">{source}</p>
        </details>
      </th>
      <td>{toFigureValue(figure)}</td>
      <td>
        {ordinary === undefined || figure.value === null ? null : (
          <>
            <BandPlot value={figure.value} ordinary={ordinary} />
            <span className="hint">
              {ordinary.from} to {ordinary.to} is ordinary. {ordinary.source}
            </span>
          </>
        )}
      </td>
    </tr>
  );
}

/** How the candidate spoke. Each figure has its formula and source one click away. No figure is a judgement. */
export function FiguresTable({ figures, caption }: { figures: readonly ReportFigure[]; caption: string }) {
  const measured = figures.filter(isMeasured);
  const others = figures.filter((figure) => !isMeasured(figure)).map(({ name }) => figureWordsOf(name).title);
  return (
    <>
      {measured.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className="wide-table" aria-label={`${caption}, table`} tabIndex={0}>
          <table className="figures">
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                <th scope="col">Value</th>
                <th scope="col">For orientation</th>
              </tr>
            </thead>
            <tbody>
              {measured.map((figure) => (
                <FigureRow key={figure.name} figure={figure} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {others.length === 0 ? null : <p className="hint">Not measured: {others.join(', ')}.</p>}
    </>
  );
}
