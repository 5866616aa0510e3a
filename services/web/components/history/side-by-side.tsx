import { figureWordsOf, toFigureValue } from '@ringback/shared/report/figure-words';
import { toDimensionTitle, toLevelWords } from '@ringback/shared/report/report-words';
import {
  type Attempt,
  compareFigure,
  compareLevels,
  whyNotComparable,
} from '../../lib/history/compare-attempts.ts';
import { toDifferenceWord } from '../../lib/history/history-words.ts';
import { JudgedHint } from './judged-hint.tsx';

interface SideBySideProps {
  earlier: Attempt;
  later: Attempt;
}

interface Row {
  title: string;
  cells: readonly [earlier: string, later: string, difference: string];
}

const nothing = { level: null, spread: null };

function levelRows({ earlier, later }: SideBySideProps, isComparable: boolean): Row[] {
  const ids = [...new Set([earlier, later].flatMap(({ report }) => report.dimensions.map(({ id }) => id)))];
  return ids.map((id) => {
    const [one, other] = [earlier, later].map(
      ({ report }) => report.dimensions.find((dimension) => dimension.id === id) ?? nothing,
    );
    const difference = isComparable ? compareLevels(one ?? nothing, other ?? nothing) : null;
    return {
      title: toDimensionTitle(id),
      cells: [
        toLevelWords(one?.level ?? null),
        toLevelWords(other?.level ?? null),
        toDifferenceWord(difference),
      ],
    };
  });
}

function figureRows({ earlier, later }: SideBySideProps): Row[] {
  const shownValue = ({ report }: Attempt, name: string): string => {
    const figure = report.figures.find((one) => one.name === name);
    return figure === undefined ? '' : toFigureValue(figure);
  };
  return later.report.figures.map(({ name }) => ({
    title: figureWordsOf(name).title,
    cells: [
      shownValue(earlier, name),
      shownValue(later, name),
      toDifferenceWord(compareFigure(name, earlier, later)),
    ],
  }));
}

/** Two interviews beside each other, what is too close to call said as none. */
export function SideBySide(props: SideBySideProps) {
  const { earlier, later } = props;
  const why = whyNotComparable(earlier, later);
  const rows = [...levelRows(props, why === null), ...figureRows(props)];
  const heads = ['', ...[earlier, later].map(({ configuredAt }) => new Date(configuredAt).toLocaleString())];
  return (
    <section className="card" aria-labelledby="side-title" data-testid="side-by-side">
      <h2 id="side-title">Side by side</h2>
      {why === null ? null : <p>Their levels are not compared. {why}</p>}
      <p className="hint">
        A level differs only where it lies further away than the samples lie apart, a figure only from a tenth
        on.
      </p>
      <JudgedHint attempts={[earlier, later]} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="wide-table" aria-label="Side by side, table" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {heads.map((head) =>
                head === '' ? (
                  <td key="what" />
                ) : (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ),
              )}
              <th scope="col">The later one is</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ title, cells: [one, other, difference] }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td>{one}</td>
                <td>{other}</td>
                <td>{difference}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
