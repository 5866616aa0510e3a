import { worstFirst } from '@ringback/shared/report/finding-order';
import { type ReportDocument, toRatingDifferences } from '@ringback/shared/report/report-document';
import { toDimensionTitle, toLevelWords, toSpreadWords } from '@ringback/shared/report/report-words';
import { toDifferenceWords } from '../../lib/report/difference-words.ts';
import { LevelPlot } from './level-plot.tsx';

/** Every dimension with its level, as a drawing and in words. */
export function LevelsTable({ document }: { document: ReportDocument }) {
  const rated = new Map(toRatingDifferences(document).map((one) => [one.id, one]));
  const ratings = document.selfRating?.ratings ?? null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="wide-table" aria-label="Levels, table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Dimension</th>
            <th scope="col">Level, 1 to 5</th>
            <th scope="col">How sure</th>
            {ratings === null ? null : <th scope="col">Your own rating</th>}
          </tr>
        </thead>
        <tbody>
          {worstFirst(document.report.dimensions).map((dimension) => {
            const { id, level, spread } = dimension;
            const own = ratings?.[id];
            return (
              <tr key={id}>
                <th scope="row">
                  <a href={`#dimension-${id}`}>{toDimensionTitle(id)}</a>
                </th>
                <td>
                  <LevelPlot level={level} spread={spread} own={own} />
                  {toLevelWords(level)}
                </td>
                <td>{level === null ? '' : toSpreadWords(dimension)}</td>
                {ratings === null ? null : (
                  <td>
                    {own === undefined ? '' : `${own} of 5`}
                    {rated.has(id) ? `, ${toDifferenceWords(rated.get(id)?.difference ?? 0)}` : ''}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
