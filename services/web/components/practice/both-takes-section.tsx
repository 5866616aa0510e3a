import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { Report } from '@ringback/shared/contract/report';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { useEffect, useState } from 'react';
import { type BothTakes, type Take, toBothTakes, toTakesStatus } from '../../lib/history/both-takes.ts';
import { toDifferenceWord } from '../../lib/history/history-words.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { Link } from '../navigation/link.tsx';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { ScrollingTable } from '../wide-table.tsx';
import { useMoreWords } from '../words/more-context.ts';
import { useWords } from '../words/words-context.ts';
import styles from './both-takes-section.module.css';

/** The report of the first take. Null while it is read; words where it cannot be. */
function useFirstReport(api: ApiClient, sessionId: SessionId): Report | string | null {
  const words = useWords();
  const { history } = useMoreWords();
  const [read, setRead] = useState<Report | string | null>(null);
  useEffect(() => {
    let isLeft = false;
    const keep = (what: Report | string) => {
      if (!isLeft) setRead(what);
    };
    api.report(sessionId).then(
      ({ report }) => keep(report ?? history.firstHasNone),
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        keep(error.code === 'session_not_found' ? history.firstIsGone : toProblemWords(words, error));
      },
    );
    return () => {
      isLeft = true;
    };
  }, [api, sessionId, words, history]);
  return read;
}

function TakeColumn({ title, take, lang }: { title: string; take: Take; lang: string }) {
  const { report } = useMoreWords();
  return (
    <div className={styles.take} data-testid="take">
      <h3>{title}</h3>
      {take.sentences.length === 0 ? (
        <p>{report.nothingAnswered}</p>
      ) : (
        <p lang={lang}>{take.sentences.join(' ')}</p>
      )}
    </div>
  );
}

function TakesTable({ takes: { figures, levels } }: { takes: BothTakes }) {
  const { history, judged } = useMoreWords();
  const rows = [
    ...levels.map(({ id, first, second, difference }) => ({
      title: judged.dimension(id),
      cells: [judged.level(first), judged.level(second), toDifferenceWord(history, difference)],
    })),
    ...figures.map(({ name, first, second, difference }) => ({
      title: judged.figureTitle(name),
      cells: [judged.figureValue(first), judged.figureValue(second), toDifferenceWord(history, difference)],
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <ScrollingTable
      label={history.takesTable}
      columns={[history.firstAnswer, history.thisAnswer, history.thisOneIs]}
      rows={rows.map(({ title, cells }) => ({ key: title, head: title, cells }))}
    />
  );
}

interface BothTakesSectionProps {
  api: ApiClient;
  /** A re-answer, and its own report. */
  view: SessionView & { previousSessionId: SessionId };
  report: Report;
}

/** On the report of a re-answer: both answers to the question beside each other. */
export function BothTakesSection({ api, view, report }: BothTakesSectionProps) {
  const { history, judged } = useMoreWords();
  const { previousSessionId, practice, jobConfiguration } = view;
  const earlier = useFirstReport(api, previousSessionId);
  const { kind, language } = jobConfiguration;
  const takes =
    earlier === null || typeof earlier === 'string'
      ? null
      : toBothTakes({ kind, report: earlier }, practice?.question?.id ?? '', { kind, report });
  return (
    <Card title={history.takes} data-testid="both-takes">
      <p>
        <strong lang={language}>{practice?.question?.text}</strong>
      </p>
      <p role="status">{toTakesStatus(history, earlier, takes)}</p>
      {takes === null ? null : (
        <>
          <div className={styles.takes}>
            <TakeColumn title={history.firstAnswer} take={takes.first} lang={language} />
            <TakeColumn title={history.thisAnswer} take={takes.second} lang={language} />
          </div>
          <TakesTable takes={takes} />
          <p className={text.hint}>
            {history.noiseHint}{' '}
            {takes.levels.length === 0
              ? history.levelsNotCompared
              : `${history.levelsOfAll} ${judged.practiceOnly}`}
          </p>
        </>
      )}
      <p className="no-print">
        <Link href={`/sessions/${previousSessionId}/report`}>{history.firstReport}</Link>
      </p>
    </Card>
  );
}
