import {
  type Attempt,
  compareFigure,
  compareLevels,
  whyNotComparable,
} from '../../lib/history/compare-attempts.ts';
import { toDifferenceWord } from '../../lib/history/history-words.ts';
import type { MoreWords } from '../../lib/words/more-words.ts';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { ScrollingTable } from '../wide-table.tsx';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';
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

function levelRows(
  { judged, history }: MoreWords,
  { earlier, later }: SideBySideProps,
  isComparable: boolean,
): Row[] {
  const ids = [...new Set([earlier, later].flatMap(({ report }) => report.dimensions.map(({ id }) => id)))];
  return ids.map((id) => {
    const [one, other] = [earlier, later].map(
      ({ report }) => report.dimensions.find((dimension) => dimension.id === id) ?? nothing,
    );
    const difference = isComparable ? compareLevels(one ?? nothing, other ?? nothing) : null;
    return {
      title: judged.dimension(id),
      cells: [
        judged.level(one?.level ?? null),
        judged.level(other?.level ?? null),
        toDifferenceWord(history, difference),
      ],
    };
  });
}

function figureRows({ judged, history }: MoreWords, { earlier, later }: SideBySideProps): Row[] {
  const shownValue = ({ report }: Attempt, name: string): string => {
    const figure = report.figures.find((one) => one.name === name);
    return figure === undefined ? '' : judged.figureValue(figure);
  };
  return later.report.figures.map(({ name }) => ({
    title: judged.figureTitle(name),
    cells: [
      shownValue(earlier, name),
      shownValue(later, name),
      toDifferenceWord(history, compareFigure(name, earlier, later)),
    ],
  }));
}

/** Two interviews beside each other, what is too close to call said as none. */
export function SideBySide(props: SideBySideProps) {
  const words = useMoreWords();
  const format = useFormat();
  const { history } = words;
  const { earlier, later } = props;
  const why = whyNotComparable(earlier, later);
  const rows = [...levelRows(words, props, why === null), ...figureRows(words, props)];
  const times = [earlier, later].map(({ configuredAt }) => format.dateTime(configuredAt));
  return (
    <Card title={history.sideBySide} data-testid="side-by-side">
      {why === null ? null : <p>{history.notCompared(history.whyNot[why])}</p>}
      <p className={text.hint}>{history.noiseHint}</p>
      <JudgedHint attempts={[earlier, later]} />
      <ScrollingTable
        label={history.sideTable}
        columns={[...times, history.laterIs]}
        rows={rows.map(({ title, cells }) => ({ key: title, head: title, cells }))}
      />
    </Card>
  );
}
