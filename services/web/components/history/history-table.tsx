import Link from 'next/link';
import {
  hasReport,
  type ListedSession,
  toLengthWords,
  toListedReportWords,
} from '../../lib/history/history-words.ts';
import { toEndWords, toSessionTitle } from '../../lib/session-words.ts';

interface HistoryTableProps {
  sessions: readonly ListedSession[];
  chosen: readonly string[];
  choose: (sessionId: string) => void;
}

function HistoryRow({
  session,
  isChosen,
  choose,
}: {
  session: ListedSession;
  isChosen: boolean;
  choose: HistoryTableProps['choose'];
}) {
  const { sessionId, configuredAt, endReason } = session;
  const when = new Date(configuredAt).toLocaleString();
  const report = toListedReportWords(session);
  return (
    <tr data-testid="attempt" data-session-id={sessionId}>
      <th scope="row">
        <Link href={`/sessions/${sessionId}`}>{toSessionTitle(session)}</Link>
      </th>
      <td>{when}</td>
      <td>{toLengthWords(session)}</td>
      <td>{toEndWords(endReason, 'live')}</td>
      <td>{report === null ? '' : <Link href={`/sessions/${sessionId}/report`}>{report}</Link>}</td>
      <td>
        {hasReport(session) ? (
          <label className="compare">
            <input type="checkbox" checked={isChosen} onChange={() => choose(sessionId)} />
            <span>
              Compare<span className="unseen">, the interview of {when}</span>
            </span>
          </label>
        ) : null}
      </td>
    </tr>
  );
}

/** Every interview of this person, the newest first. */
export function HistoryTable({ sessions, chosen, choose }: HistoryTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="wide-table" aria-label="Your interviews, table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {['Job', 'When', 'Length', 'How it ended', 'Report', 'Side by side'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <HistoryRow
              key={session.sessionId}
              session={session}
              isChosen={chosen.includes(session.sessionId)}
              choose={choose}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
