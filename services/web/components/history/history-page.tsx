'use client';

import { ApiError } from '@ringback/shared/client/gateway-call';
import Link from 'next/link';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Attempt } from '../../lib/history/compare-attempts.ts';
import { doseSource, hasReport, type ListedSession, toCountWords } from '../../lib/history/history-words.ts';
import { isReAnswer } from '../../lib/practice/re-answer.ts';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { DevicesSection } from '../devices/devices-section.tsx';
import { EraseUnreadable } from '../erase-unreadable.tsx';
import { EraseSection } from '../erasure/erase-section.tsx';
import { useServices } from '../use-services.ts';
import { HistoryTable } from './history-table.tsx';
import { OwnData } from './own-data.tsx';
import { SideBySide } from './side-by-side.tsx';
import { TrendSection } from './trend-section.tsx';
import { useReports } from './use-reports.ts';

/** So many reports are read for a trend, the newest. */
const mostForTrend = 12;

type List = { sessions: readonly ListedSession[]; unreadable: readonly string[] };

function useList(services: ReturnType<typeof useServices>) {
  const [list, setList] = useState<List | null>(null);
  const [problem, setProblem] = useState<string>();
  const read = useCallback(async () => {
    if (!services) return;
    setProblem(undefined);
    try {
      const { sessions, unreadable = [] } = await services.api.sessions();
      setList({ sessions, unreadable });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    }
  }, [services]);
  useEffect(() => void read(), [read]);
  return { list, problem, read };
}

/** What can be done with several interviews together: two side by side, and a trend. */
function Comparing({
  sessions,
  services,
}: {
  sessions: readonly ListedSession[];
  services: ReturnType<typeof useServices>;
}) {
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
      <section className="card" aria-labelledby="list-title">
        <h2 id="list-title">All of them, the newest first</h2>
        <HistoryTable sessions={sessions} chosen={chosen} choose={choose} />
        <p className="problem" role="alert">
          {reports.problem}
        </p>
        <div className="report-nav">
          <button
            type="button"
            className="button"
            data-testid="compare"
            disabled={chosen.length !== 2 || reports.isReading}
            onClick={compare}
          >
            Put two side by side
          </button>
          <button
            type="button"
            className="button"
            data-testid="look-for-trend"
            disabled={reports.isReading || !interviews.some(hasReport)}
            onClick={lookForTrend}
          >
            Look for a trend
          </button>
        </div>
      </section>
      {pair === null ? null : <SideBySide earlier={pair[0]} later={pair[1]} />}
      {attempts === null ? null : <TrendSection attempts={attempts} />}
    </>
  );
}

/** Every interview of this person, and what can be seen of several together. */
export function HistoryPage({ configuration }: { configuration: RunTimeConfiguration }) {
  const services = useServices(configuration);
  const { list, problem, read } = useList(services);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="report">
      <header className="report-head">
        <h1 ref={heading} tabIndex={-1}>
          Your interviews
        </h1>
        <p role="status" data-testid="count">
          {list === null ? 'Looking for your interviews.' : toCountWords(list.sessions)}
        </p>
        <p className="hint">
          {doseSource.words} <a href={doseSource.address}>The study</a>
        </p>
      </header>
      <p className="problem" role="alert">
        {problem}
      </p>
      {list !== null && list.sessions.length > 0 ? (
        <Comparing
          // What was chosen and read belongs to these interviews, not to those that are there after an erasure or a join.
          key={list.sessions.map(({ sessionId }) => sessionId).join()}
          sessions={list.sessions}
          services={services}
        />
      ) : null}
      <OwnData api={services?.api ?? null} />
      {list?.unreadable.map((sessionId) => (
        <section key={sessionId} className="card" aria-label="An interview that cannot be read">
          <EraseUnreadable api={services?.api ?? null} sessionId={sessionId} erased={() => void read()} />
        </section>
      ))}
      <DevicesSection
        api={services?.api ?? null}
        sessions={list?.sessions ?? []}
        changed={() => void read()}
      />
      {list === null || services === null ? null : (
        <EraseSection api={services.api} sessions={list.sessions} erased={() => void read()} />
      )}
      <nav className="report-nav" aria-label="What next">
        <Link className="button primary" href="/">
          Practise an interview
        </Link>
      </nav>
    </main>
  );
}
