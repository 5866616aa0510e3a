'use client';

import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { shownCostOf } from '@ringback/shared/session/shown-cost';
import Link from 'next/link';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatElapsed } from '../../lib/elapsed.ts';
import { isReAnswer } from '../../lib/practice/re-answer.ts';
import { isRatingSkipped, rememberSkippedRating } from '../../lib/remembered.ts';
import { isRatingWanted } from '../../lib/report/rating-wanted.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import type { ReportPageState, ReportSession } from '../../lib/report/report-session.ts';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { toSessionTitle, toStatusWords } from '../../lib/session-words.ts';
import { NoSession } from '../no-session.tsx';
import { BothTakesSection } from '../practice/both-takes-section.tsx';
import { PractiseOnSection } from '../practice/practise-on-section.tsx';
import { ReconnectBanner } from '../reconnect-banner.tsx';
import { ShareDialog } from '../share-dialog.tsx';
import { usePracticeAgain } from '../use-practice-again.ts';
import { useServices } from '../use-services.ts';
import { KeptWords } from './kept-words.tsx';
import { ReportProgress } from './report-progress.tsx';
import { ReportVersions } from './report-versions.tsx';
import { ReportView } from './report-view.tsx';
import { SelfRatingForm } from './self-rating-form.tsx';
import { useReportSession } from './use-report-session.ts';

interface ReportPageProps {
  sessionId: SessionId;
  configuration: RunTimeConfiguration;
}

function toDocument({ view, answer }: ReportPageState): ReportDocument | null {
  if (view === null || !answer?.report) return null;
  const { selfRating, disputes, givenFacts, factTexts } = view;
  const { report, strongerAnswers } = answer;
  const told = { selfRating, disputes, givenFacts, factTexts, strongerAnswers };
  return { report, interview: view, cost: shownCostOf(view), ...told };
}

/** The report once it is there; first the candidate says how they see it themselves, where there is anything to compare. */
function ReportBody({
  session,
  document,
  isPlanKept,
  practise,
  takes,
}: {
  session: ReportSession;
  document: ReportDocument;
  isPlanKept: boolean;
  practise: ReportActions['practise'];
  /** Of a re-answer: both answers. They have levels too, so they come after the rating. */
  takes: ReactNode;
}) {
  const { sessionId } = document.interview;
  const [isSkipped, setIsSkipped] = useState(() => isRatingSkipped(sessionId));
  const { version } = document.report;
  if (isRatingWanted(document, isSkipped))
    return (
      <SelfRatingForm
        give={session.rateSelf}
        skip={() => {
          rememberSkippedRating(sessionId);
          setIsSkipped(true);
        }}
      />
    );
  const actions = {
    dispute: (findingId: string, reason: string) => session.dispute(version, findingId, reason),
    giveFact: (questionId: string, text: string) => session.giveFact(version, questionId, text),
    correct: session.correct,
    practise,
  };
  return (
    <>
      {takes}
      <ReportView document={document} actions={actions} />
      {takes === null ? (
        <PractiseOnSection document={document} isPlanKept={isPlanKept} practise={practise} />
      ) : null}
    </>
  );
}

function ReportHead({
  view,
  configuration,
}: {
  view: SessionView | null;
  configuration: RunTimeConfiguration;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { activeAt, endedAt } = view ?? { activeAt: null, endedAt: null };
  const length = activeAt === null || endedAt === null ? null : formatElapsed(endedAt - activeAt);
  return (
    <header className="report-head">
      <h1 ref={heading} tabIndex={-1}>
        {view === null ? 'Report' : `Report: ${toSessionTitle(view.jobConfiguration)}`}
      </h1>
      {view === null ? null : (
        <p className="hint">
          {new Date(view.configuredAt).toLocaleString()}
          {length === null ? '' : `, ${length} of ${view.lengthMinutes} minutes`}
          {isReAnswer(view) ? ', one question answered again' : ''}
          {view.endReason === null ? '' : `, ${toStatusWords(view, configuration.modes.model).detail}`}
        </p>
      )}
    </header>
  );
}

/** The report of one session: how far it is, what it says, and what its candidate says of it. */
export function ReportPage({ sessionId, configuration }: ReportPageProps) {
  const services = useServices(configuration);
  const { session, state } = useReportSession(services, sessionId);
  const { connection, view, answer, problem } = state;
  const practice = usePracticeAgain(services?.api ?? null, session, view);
  const [isSharing, setIsSharing] = useState(false);
  const problemLine = useRef<HTMLParagraphElement>(null);
  // The button may be far above.
  useEffect(() => {
    if (practice.problem !== undefined) problemLine.current?.focus();
  }, [practice.problem]);
  if (connection.phase === 'closed' && (!view || connection.reason === 'unreadable'))
    return <NoSession reason={connection.reason} api={services?.api ?? null} sessionId={sessionId} />;
  const document = toDocument(state);
  const practiceWords = { ending: 'Ending this call…', starting: 'Starting…', again: 'Trying again…' };
  return (
    <main className="report">
      <ReportHead view={view} configuration={configuration} />
      <ReconnectBanner connection={connection} retryNow={() => session?.retryNow()} />
      <ReportProgress view={view} />
      <div role="alert">
        {problem === null ? null : (
          <p className="problem">
            {problem}{' '}
            <button type="button" className="button" onClick={() => session?.readAgain()}>
              Read it again
            </button>
          </p>
        )}
      </div>
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
      {view?.phase === 'closed' ? <KeptWords view={view} api={services?.api ?? null} /> : null}
      {session && view ? (
        <ReportVersions
          view={view}
          answer={answer}
          makeAgain={session.makeAgain}
          showVersion={session.showVersion}
        />
      ) : null}
      <p ref={problemLine} className="problem" role="alert" tabIndex={-1}>
        {practice.problem}
      </p>
      <nav className="report-nav no-print" aria-label="What next">
        {view?.phase === 'closed' ? (
          <>
            <button
              type="button"
              className="button primary"
              data-testid="practice-again"
              disabled={practice.step !== null}
              onClick={practice.again}
            >
              {practice.step !== null
                ? practiceWords[practice.step]
                : isReAnswer(view)
                  ? 'Practise the whole interview'
                  : 'Practice again'}
            </button>
            <button
              type="button"
              className="button"
              data-testid="edit-first"
              disabled={practice.step !== null}
              onClick={practice.editFirst}
            >
              Edit first
            </button>
          </>
        ) : null}
        {view?.phase === 'closed' && view.activeAt !== null ? (
          <button type="button" className="button" data-testid="share" onClick={() => setIsSharing(true)}>
            Share
          </button>
        ) : null}
        <Link className="button" href={`/sessions/${sessionId}`}>
          {view && view.status !== 'ended' ? 'To the interview' : 'What was said'}
        </Link>
        <Link className="button" href="/history">
          Your interviews
        </Link>
        <Link className="button" href="/">
          Another job
        </Link>
      </nav>
      {isSharing && services ? (
        <ShareDialog api={services.api} sessionId={sessionId} closed={() => setIsSharing(false)} />
      ) : null}
    </main>
  );
}
