import { worstFirst } from '@ringback/shared/report/finding-order';
import { type ReportDocument, toRatingDifferences } from '@ringback/shared/report/report-document';
import { toDifferenceWords } from '../../lib/report/difference-words.ts';
import { ScrollBox } from '../wide-table.tsx';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';
import { LevelPlot } from './level-plot.tsx';

/** Every dimension with its level, as a drawing and in words. */
export function LevelsTable({ document }: { document: ReportDocument }) {
  const { report, judged } = useMoreWords();
  const format = useFormat();
  const rated = new Map(toRatingDifferences(document).map((one) => [one.id, one.difference]));
  const ratings = document.selfRating?.ratings ?? null;
  function toOwnWords(id: string, own: number | undefined): string {
    const difference = rated.get(id);
    const compared = difference === undefined ? '' : toDifferenceWords(difference, { words: report, format });
    return [own === undefined ? '' : judged.level(own), compared].filter((words) => words !== '').join(', ');
  }
  return (
    <ScrollBox label={report.levelsTable}>
      <table>
        <thead>
          <tr>
            <th scope="col">{report.dimension}</th>
            <th scope="col">{report.levelColumn}</th>
            <th scope="col">{report.howSure}</th>
            {ratings === null ? null : <th scope="col">{report.ownRating}</th>}
          </tr>
        </thead>
        <tbody>
          {worstFirst(document.report.dimensions).map((dimension) => {
            const { id, level, spread } = dimension;
            const own = ratings?.[id];
            return (
              <tr key={id}>
                <th scope="row">
                  <a href={`#dimension-${id}`}>{judged.dimension(id)}</a>
                </th>
                <td>
                  <LevelPlot level={level} spread={spread} own={own} />
                  {judged.level(level)}
                </td>
                <td>{level === null ? '' : judged.spread(dimension)}</td>
                {ratings === null ? null : <td>{toOwnWords(id, own)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
