import Link from 'next/link';
import { Fragment } from 'react';
import {
  hasReport,
  type ListedSession,
  toLengthWords,
  toListedReportWords,
} from '../../lib/history/history-words.ts';
import { toListedAttempts } from '../../lib/history/listed-attempts.ts';
import { isReAnswer } from '../../lib/practice/re-answer.ts';
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

/** A question of the interview above, answered again. It is no interview of its own, and is compared on its own page. */
function ReAnswerRow({ session }: { session: ListedSession }) {
  const { sessionId, configuredAt, endReason, practice } = session;
  const report = toListedReportWords(session);
  return (
    <tr className="re-answer-row" data-testid="re-answer-row" data-session-id={sessionId}>
      <th scope="row">
        <Link href={`/sessions/${sessionId}`}>Answered again</Link>
        {practice?.question?.text ? `: ${practice.question.text}` : ''}
      </th>
      <td>{new Date(configuredAt).toLocaleString()}</td>
      <td>{toLengthWords(session)}</td>
      <td>{toEndWords(endReason, 'live')}</td>
      <td>{report === null ? '' : <Link href={`/sessions/${sessionId}/report`}>{report}</Link>}</td>
      <td>{hasReport(session) ? <Link href={`/sessions/${sessionId}/report`}>Both answers</Link> : null}</td>
    </tr>
  );
}

/** Every interview of this person, the newest first, each with its questions that were answered again. */
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
          {toListedAttempts(sessions).map(({ session, reAnswers }) => (
            <Fragment key={session.sessionId}>
              {isReAnswer(session) ? (
                <ReAnswerRow session={session} />
              ) : (
                <HistoryRow session={session} isChosen={chosen.includes(session.sessionId)} choose={choose} />
              )}
              {reAnswers.map((one) => (
                <ReAnswerRow key={one.sessionId} session={one} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
