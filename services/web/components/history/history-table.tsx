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
import { Link } from '../navigation/link.tsx';
import { StudyBadge } from '../study/study-badge.tsx';
import { ScrollBox } from '../wide-table.tsx';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './history-table.module.css';

interface HistoryTableProps {
  sessions: readonly ListedSession[];
  chosen: readonly string[];
  choose: (sessionId: string) => void;
}

/** When it was, how long, how it ended, and its report. */
function Cells({ session }: { session: ListedSession }) {
  const { history } = useMoreWords();
  const { session: call } = useWords();
  const format = useFormat();
  const { sessionId, configuredAt, endReason } = session;
  const report = toListedReportWords(history, session);
  return (
    <>
      <td>{format.dateTime(configuredAt)}</td>
      <td>{toLengthWords(history, format, session)}</td>
      <td>{toEndWords(call, endReason, 'live')}</td>
      <td>{report === null ? '' : <Link href={`/sessions/${sessionId}/report`}>{report}</Link>}</td>
    </>
  );
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
  const { history } = useMoreWords();
  const { session: call } = useWords();
  const format = useFormat();
  const { sessionId, configuredAt } = session;
  return (
    <tr data-testid="attempt" data-session-id={sessionId}>
      <th scope="row">
        <Link href={`/sessions/${sessionId}`}>{toSessionTitle(call, session)}</Link>{' '}
        <StudyBadge session={session} />
      </th>
      <Cells session={session} />
      <td>
        {hasReport(session) ? (
          <label className={styles.compare}>
            <input type="checkbox" checked={isChosen} onChange={() => choose(sessionId)} />
            <span>
              {history.compare}
              <span className="unseen">{history.compareWhich(format.dateTime(configuredAt))}</span>
            </span>
          </label>
        ) : null}
      </td>
    </tr>
  );
}

/** A question of the interview above, answered again. It is no interview of its own, and is compared on its own page. */
function ReAnswerRow({ session }: { session: ListedSession }) {
  const { history } = useMoreWords();
  const { sessionId, practice } = session;
  return (
    <tr className={styles.reAnswer} data-testid="re-answer-row" data-session-id={sessionId}>
      <th scope="row">
        <Link href={`/sessions/${sessionId}`}>{history.answeredAgain}</Link>
        {practice?.question?.text ? `: ${practice.question.text}` : ''} <StudyBadge session={session} />
      </th>
      <Cells session={session} />
      <td>
        {hasReport(session) ? (
          <Link href={`/sessions/${sessionId}/report`}>{history.bothAnswers}</Link>
        ) : null}
      </td>
    </tr>
  );
}

/** Every interview of this person, the newest first, each with its questions that were answered again. */
export function HistoryTable({ sessions, chosen, choose }: HistoryTableProps) {
  const { history } = useMoreWords();
  return (
    <ScrollBox label={history.table}>
      <table className={styles.table}>
        <thead>
          <tr>
            {Object.entries(history.columns).map(([key, head]) => (
              <th key={key} scope="col">
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
    </ScrollBox>
  );
}
