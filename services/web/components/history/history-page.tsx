import { ApiError } from '@ringback/shared/client/gateway-call';
import { useCallback, useEffect, useRef, useState } from 'react';
import { doseAddress, type ListedSession, toCountWords } from '../../lib/history/history-words.ts';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { DevicesSection } from '../devices/devices-section.tsx';
import { EraseUnreadable } from '../erase-unreadable.tsx';
import { EraseSection } from '../erasure/erase-section.tsx';
import { OfflineBanner } from '../frame/offline-banner.tsx';
import { PageFrame } from '../frame/page-frame.tsx';
import { useTitle } from '../frame/use-title.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Problem } from '../ui/problem.tsx';
import text from '../ui/text.module.css';
import { useServices } from '../use-services.ts';
import { useMoreWords } from '../words/more-context.ts';
import { MoreWords } from '../words/more-words.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import { Comparing } from './comparing.tsx';
import styles from './history-page.module.css';
import { OwnData } from './own-data.tsx';

type List = { sessions: readonly ListedSession[]; unreadable: readonly string[] };

function useList(services: ReturnType<typeof useServices>) {
  const words = useWords();
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
      setProblem(toProblemWords(words, error));
    }
  }, [services, words]);
  useEffect(() => void read(), [read]);
  return { list, problem, read };
}

function History({ configuration }: { configuration: RunTimeConfiguration }) {
  const { history } = useMoreWords();
  const { frame } = useWords();
  const format = useFormat();
  const services = useServices(configuration);
  const { list, problem, read } = useList(services);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useTitle(history.title);
  const sessions = list?.sessions ?? [];
  return (
    <PageFrame>
      <div className={styles.page}>
        <OfflineBanner />
        <header className={styles.head}>
          <h1 ref={heading} tabIndex={-1}>
            {history.title}
          </h1>
          <p role="status" data-testid="count">
            {list === null ? history.looking : toCountWords(history, format, sessions)}
          </p>
          <p className={text.hint}>
            {history.dose} <a href={doseAddress}>{history.study}</a>
          </p>
        </header>
        <Problem>
          {problem === undefined ? null : (
            <>
              <p>{problem}</p>
              <Button onClick={() => void read()}>{frame.tryAgain}</Button>
            </>
          )}
        </Problem>
        {list !== null && sessions.length === 0 ? <p>{history.noneYet}</p> : null}
        {sessions.length > 0 ? (
          <Comparing
            // What was chosen and read belongs to these interviews, not to those that are there after an erasure or a join.
            key={sessions.map(({ sessionId }) => sessionId).join()}
            sessions={sessions}
            services={services}
          />
        ) : null}
        <nav aria-label={history.practiseNext}>
          <ButtonLink kind="primary" href="/">
            {frame.practiseAnInterview}
          </ButtonLink>
        </nav>
        <OwnData api={services?.api ?? null} />
        {list?.unreadable.map((sessionId) => (
          <Card key={sessionId} title={history.unreadable}>
            <EraseUnreadable api={services?.api ?? null} sessionId={sessionId} erased={() => void read()} />
          </Card>
        ))}
        <DevicesSection api={services?.api ?? null} sessions={sessions} changed={() => void read()} />
        {list === null || services === null ? null : (
          <EraseSection api={services.api} sessions={sessions} erased={() => void read()} />
        )}
      </div>
    </PageFrame>
  );
}

/** Every interview of this person, and what can be seen of several together. */
export const HistoryPage = (props: { configuration: RunTimeConfiguration }) => (
  <MoreWords>
    <History {...props} />
  </MoreWords>
);
