import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { Report } from '@ringback/shared/contract/report';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { figureWordsOf, toFigureValue } from '@ringback/shared/report/figure-words';
import { practiceOnly, toDimensionTitle, toLevelWords } from '@ringback/shared/report/report-words';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { type BothTakes, type Take, toBothTakes, toTakesStatus } from '../../lib/history/both-takes.ts';
import { toDifferenceWord } from '../../lib/history/history-words.ts';
import { ScrollingTable } from '../wide-table.tsx';

/** The report of the first take. Null while it is read; words where it cannot be. */
function useFirstReport(api: ApiClient, sessionId: SessionId): Report | string | null {
  const [read, setRead] = useState<Report | string | null>(null);
  useEffect(() => {
    let isLeft = false;
    const keep = (what: Report | string) => {
      if (!isLeft) setRead(what);
    };
    api.report(sessionId).then(
      ({ report }) => keep(report ?? 'The first answer has no report any more.'),
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        keep(
          error.code === 'session_not_found' ? 'The first interview is not kept any more.' : error.message,
        );
      },
    );
    return () => {
      isLeft = true;
    };
  }, [api, sessionId]);
  return read;
}

function TakeColumn({ title, take }: { title: string; take: Take }) {
  return (
    <div className="take">
      <h3>{title}</h3>
      {take.sentences.length === 0 ? <p>Nothing was answered.</p> : <p>{take.sentences.join(' ')}</p>}
    </div>
  );
}

function TakesTable({ takes: { figures, levels } }: { takes: BothTakes }) {
  const rows = [
    ...levels.map(({ id, first, second, difference }) => ({
      title: toDimensionTitle(id),
      cells: [toLevelWords(first), toLevelWords(second), toDifferenceWord(difference)],
    })),
    ...figures.map(({ name, first, second, difference }) => ({
      title: figureWordsOf(name).title,
      cells: [toFigureValue(first), toFigureValue(second), toDifferenceWord(difference)],
    })),
  ];
  if (rows.length === 0) return null;
  const columns = ['First answer', 'This answer', 'This one is'];
  return (
    <ScrollingTable
      label="Both answers, table"
      columns={columns}
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
  const { previousSessionId, practice, jobConfiguration } = view;
  const earlier = useFirstReport(api, previousSessionId);
  const { kind } = jobConfiguration;
  const takes =
    earlier === null || typeof earlier === 'string'
      ? null
      : toBothTakes({ kind, report: earlier }, practice?.question?.id ?? '', { kind, report });
  return (
    <section className="card" aria-labelledby="takes-title" data-testid="both-takes">
      <h2 id="takes-title">Both answers, side by side</h2>
      <p>
        <strong>{practice?.question?.text}</strong>
      </p>
      <p role="status">{toTakesStatus(earlier, takes)}</p>
      {takes === null ? null : (
        <>
          <div className="takes">
            <TakeColumn title="First answer" take={takes.first} />
            <TakeColumn title="This answer" take={takes.second} />
          </div>
          <TakesTable takes={takes} />
          <p className="hint">
            A level differs only where it lies further away than the samples lie apart, a figure only from a
            tenth on.
            {takes.levels.length === 0
              ? ' Levels are not compared: one of the two has none, or they were judged differently.'
              : ` Levels are of all that was judged in each of the two calls, not of this question alone. ${practiceOnly}`}
          </p>
        </>
      )}
      <p className="no-print">
        <Link href={`/sessions/${previousSessionId}/report`}>The report of the first answer</Link>
      </p>
    </section>
  );
}
