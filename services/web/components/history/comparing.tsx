import { useState } from 'react';
import type { Attempt } from '../../lib/history/compare-attempts.ts';
import { hasReport, type ListedSession } from '../../lib/history/history-words.ts';
import { isReAnswer } from '../../lib/practice/re-answer.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Problem } from '../ui/problem.tsx';
import text from '../ui/text.module.css';
import type { Services } from '../use-services.ts';
import { useMoreWords } from '../words/more-context.ts';
import { HistoryTable } from './history-table.tsx';
import { SideBySide } from './side-by-side.tsx';
import { TrendSection } from './trend-section.tsx';
import { useReports } from './use-reports.ts';

/** So many reports are read for a trend, the newest. */
const mostForTrend = 12;

/** The list of interviews, and what can be done with several of them: two side by side, and a trend. */
export function Comparing({
  sessions,
  services,
}: {
  sessions: readonly ListedSession[];
  services: Services | null;
}) {
  const { history } = useMoreWords();
  const reports = useReports(services?.api ?? null);
  const interviews = sessions.filter((session) => !isReAnswer(session));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [pair, setPair] = useState<readonly [Attempt, Attempt] | null>(null);
  const [attempts, setAttempts] = useState<readonly Attempt[] | null>(null);

  function choose(sessionId: string): void {
    setPair(null);
    const isChosen = chosen.includes(sessionId);
    // The third takes the place of the one that was chosen first.
    setChosen(isChosen ? chosen.filter((one) => one !== sessionId) : [...chosen, sessionId].slice(-2));
  }
  async function compare(): Promise<void> {
    const read = await reports.read(sessions.filter(({ sessionId }) => chosen.includes(sessionId)));
    const [earlier, later] = (read ?? []).toSorted((one, other) => one.configuredAt - other.configuredAt);
    if (earlier && later) setPair([earlier, later]);
  }
  async function lookForTrend(): Promise<void> {
    setAttempts((await reports.read(interviews.filter(hasReport).slice(0, mostForTrend))) ?? null);
  }
  return (
    <>
      <Card title={history.all}>
        <HistoryTable sessions={sessions} chosen={chosen} choose={choose} />
        <Problem>{reports.problem}</Problem>
        <div className={text.row}>
          <Button data-testid="compare" disabled={chosen.length !== 2 || reports.isReading} onClick={compare}>
            {history.putSideBySide}
          </Button>
          <Button
            data-testid="look-for-trend"
            disabled={reports.isReading || !interviews.some(hasReport)}
            onClick={lookForTrend}
          >
            {history.lookForTrend}
          </Button>
          <span className={text.hint} role="status">
            {reports.isReading ? history.readingReports : ''}
          </span>
        </div>
      </Card>
      {pair === null ? null : <SideBySide earlier={pair[0]} later={pair[1]} />}
      {attempts === null ? null : <TrendSection attempts={attempts} />}
    </>
  );
}
