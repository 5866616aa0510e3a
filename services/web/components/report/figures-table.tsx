import type { ReportFigure } from '@ringback/shared/contract/report';
import { type FigureWords, figureWordsOf } from '@ringback/shared/report/figure-words';
import text from '../ui/text.module.css';
import { ScrollBox } from '../wide-table.tsx';
import { useMoreWords } from '../words/more-context.ts';
import charts from './charts.module.css';
import styles from './figures-table.module.css';

const width = 160;

/** A value on the scale of its ordinary values. The row says the same in words. */
function BandPlot({ value, ordinary }: { value: number; ordinary: NonNullable<FigureWords['ordinary']> }) {
  const most = Math.max(ordinary.to * 1.4, value * 1.05);
  const toX = (at: number): number => (at / most) * (width - 12) + 6;
  return (
    <svg className={charts.plot} viewBox={`0 0 ${width} 24`} aria-hidden="true" focusable="false">
      <line className={charts.scale} x1={6} x2={width - 6} y1={12} y2={12} />
      <rect
        className={charts.band}
        x={toX(ordinary.from)}
        y={6}
        width={toX(ordinary.to) - toX(ordinary.from)}
        height={12}
      />
      <circle className={charts.dot} cx={toX(value)} cy={12} r={5} />
    </svg>
  );
}

/** A figure that says why it has no value is told with its reason. */
const isMeasured = ({ value, why }: ReportFigure): boolean => value !== null || why !== 'not_measured';

function FigureRow({ figure }: { figure: ReportFigure }) {
  const { report, judged } = useMoreWords();
  const { formula, source, ordinary } = figureWordsOf(figure.name);
  return (
    <tr>
      <th scope="row">
        {judged.figureTitle(figure.name)}
        <details className={styles.more}>
          <summary>{report.howComputed}</summary>
          {/* Formulas and sources are in English, in every language of the pages. */}
          <p lang="en">{formula}</p>
          <p lang="en" className={text.hint}>
            {source}
          </p>
        </details>
      </th>
      <td>{judged.figureValue(figure)}</td>
      <td>
        {ordinary === undefined || figure.value === null ? null : (
          <>
            <BandPlot value={figure.value} ordinary={ordinary} />
            <span className={styles.source}>
              {report.ordinary(ordinary.from, ordinary.to)} <span lang="en">{ordinary.source}</span>
            </span>
          </>
        )}
      </td>
    </tr>
  );
}

/** How the candidate spoke. Each figure has its formula and source one click away. No figure is a judgement. */
export function FiguresTable({ figures, caption }: { figures: readonly ReportFigure[]; caption: string }) {
  const { report, judged } = useMoreWords();
  const measured = figures.filter(isMeasured);
  const others = figures.filter((figure) => !isMeasured(figure)).map(({ name }) => judged.figureTitle(name));
  return (
    <>
      {measured.length === 0 ? null : (
        <ScrollBox label={report.tableOf(caption)}>
          <table>
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{report.figure}</th>
                <th scope="col">{report.value}</th>
                <th scope="col">{report.orientation}</th>
              </tr>
            </thead>
            <tbody>
              {measured.map((figure) => (
                <FigureRow key={figure.name} figure={figure} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {others.length === 0 ? null : <p className={text.hint}>{report.notMeasured(others.join(', '))}</p>}
    </>
  );
}
