import type { Coached } from '@ringback/shared/contract/coach-notes';
import type { SessionId } from '@ringback/shared/contract/ids';
import { isStudy } from '@ringback/shared/contract/interview-mode';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { shownCostOf } from '@ringback/shared/session/shown-cost';
import { useEffect, useRef, useState } from 'react';
import { formatElapsed } from '../../lib/elapsed.ts';
import { isReAnswer } from '../../lib/practice/re-answer.ts';
import type { ReportPageState } from '../../lib/report/report-session.ts';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { toSessionTitle, toStatusWords } from '../../lib/session-words.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { PageFrame } from '../frame/page-frame.tsx';
import { useTitle } from '../frame/use-title.ts';
import { lazily } from '../lazily.tsx';
import { NoSession } from '../no-session.tsx';
import { BothTakesSection } from '../practice/both-takes-section.tsx';
import { ReconnectBanner } from '../reconnect-banner.tsx';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import text from '../ui/text.module.css';
import { usePracticeAgain } from '../use-practice-again.ts';
import { useServices } from '../use-services.ts';
import { useMoreWords } from '../words/more-context.ts';
import { MoreWords } from '../words/more-words.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import { CoachNotes } from './coach-notes.tsx';
import { KeptWords } from './kept-words.tsx';
import { ReportBody } from './report-body.tsx';
import { ReportNext } from './report-next.tsx';
import styles from './report-parts.module.css';
import { ReportProgress } from './report-progress.tsx';
import { ReportVersions } from './report-versions.tsx';
import { useCoached } from './use-coached.ts';
import { useReportSession } from './use-report-session.ts';

const ShareDialog = lazily(() => import('../share/share-dialog.tsx').then((module) => module.ShareDialog));

interface ReportPageProps {
  sessionId: SessionId;
  configuration: RunTimeConfiguration;
}

function toDocument({ view, answer }: ReportPageState, { notes, topics }: Coached): ReportDocument | null {
  if (view === null || !answer?.report) return null;
  const { selfRating, disputes, givenFacts, factTexts } = view;
  const { report, strongerAnswers } = answer;
  const told = { selfRating, disputes, givenFacts, factTexts, strongerAnswers, coachNotes: notes, topics };
  return { report, interview: view, cost: shownCostOf(view), ...told };
}

function ReportHead({
  view,
  configuration,
}: {
  view: SessionView | null;
  configuration: RunTimeConfiguration;
}) {
  const { report } = useMoreWords();
  const { session: call } = useWords();
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const title = view === null ? report.title : report.titleOf(toSessionTitle(call, view.jobConfiguration));
  useTitle(title);
  const { activeAt, endedAt } = view ?? { activeAt: null, endedAt: null };
  const length = activeAt === null || endedAt === null ? null : formatElapsed(endedAt - activeAt);
  const facts =
    view === null
      ? []
      : [
          format.dateTime(view.configuredAt),
          length === null ? '' : report.lengthOf(length, format.minutes(view.lengthMinutes)),
          isReAnswer(view) ? report.oneQuestion : '',
          isStudy(view) ? report.inStudyMode : '',
          view.endReason === null ? '' : toStatusWords(call, view, configuration.modes.model).detail,
        ];
  return (
    <header className={styles.head}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {/* Its line is there from the beginning, so that nothing moves when it is known. */}
      <p className={text.hint}>{facts.filter((fact) => fact !== '').join(', ') || '\u00a0'}</p>
    </header>
  );
}

function Report({ sessionId, configuration }: ReportPageProps) {
  const words = useWords();
  const { report } = useMoreWords();
  const services = useServices(configuration);
  const { session, state } = useReportSession(services, sessionId);
  const { connection, view, answer, problem } = state;
  const practice = usePracticeAgain(services?.api ?? null, session, view);
  const [isSharing, setIsSharing] = useState(false);
  const { coached, reload } = useCoached(services?.api ?? null, sessionId, view?.phase === 'closed');
  const problemLine = useRef<HTMLDivElement>(null);
  // The button may be far above.
  useEffect(() => {
    if (practice.problem !== undefined) problemLine.current?.focus();
  }, [practice.problem]);
  if (connection.phase === 'closed' && (!view || connection.reason === 'unreadable'))
    return <NoSession reason={connection.reason} api={services?.api ?? null} sessionId={sessionId} />;
  const document = toDocument(state, coached);
  return (
    <PageFrame>
      <div className={styles.page}>
        <ReportHead view={view} configuration={configuration} />
        <ReconnectBanner connection={connection} retryNow={() => session?.retryNow()} />
        <ReportProgress view={view} />
        <Problem>
          {problem === null ? null : (
            <>
              <p>{toProblemWords(words, problem)}</p>
              <Button onClick={() => session?.readAgain()}>{report.readAgain}</Button>
            </>
          )}
        </Problem>
        {session && document ? (
          <ReportBody
            key={document.report.version}
            session={session}
            document={document}
            isPlanKept={view?.expired.job_texts === undefined}
            practise={practice.step === null ? practice.practise : null}
            takes={
              services && view && isReAnswer(view) ? (
                <BothTakesSection api={services.api} view={view} report={document.report} />
              ) : null
            }
          />
        ) : null}
        {services && view ? (
          <CoachNotes api={services.api} view={view} coached={coached} reload={reload} />
        ) : null}
        {view?.phase === 'closed' ? <KeptWords view={view} api={services?.api ?? null} /> : null}
        {session && view ? (
          <ReportVersions
            view={view}
            answer={answer}
            makeAgain={session.makeAgain}
            showVersion={session.showVersion}
          />
        ) : null}
        <Problem line={problemLine}>{practice.problem}</Problem>
        <ReportNext view={view} sessionId={sessionId} practice={practice} share={() => setIsSharing(true)} />
        {isSharing && services ? (
          <ShareDialog api={services.api} sessionId={sessionId} closed={() => setIsSharing(false)} />
        ) : null}
      </div>
    </PageFrame>
  );
}

/** The report of one session: how far it is, what it says, and what its candidate says of it. */
export const ReportPage = (props: ReportPageProps) => (
  <MoreWords>
    <Report {...props} />
  </MoreWords>
);
