'use client';

import type { SessionId } from '@ringback/shared/contract/ids';
import { toKnownConfiguration } from '@ringback/shared/contract/job-configuration';
import { shownCostOf } from '@ringback/shared/session/shown-cost';
import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { isReAnswer } from '../lib/practice/re-answer.ts';
import { rememberSessionId } from '../lib/remembered.ts';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { CallMeters } from './call-meters.tsx';
import { CoachBanner } from './coach-banner.tsx';
import { ConfigurationDialog } from './configuration-dialog.tsx';
import { CostDetails } from './cost-details.tsx';
import { DialInBanner } from './dial-in-banner.tsx';
import { GateCodeBanner } from './gate-code-banner.tsx';
import { LiveButtons } from './live-buttons.tsx';
import { LiveHead } from './live-head.tsx';
import { NoSession } from './no-session.tsx';
import { ReconnectBanner } from './reconnect-banner.tsx';
import { ReportMoveBanner } from './report-move-banner.tsx';
import { SoundBanner } from './sound-banner.tsx';
import { TranscriptLog } from './transcript-log.tsx';
import { useLevels } from './use-levels.ts';
import { useLiveSession } from './use-live-session.ts';
import { useMute } from './use-mute.ts';
import { usePracticeAgain } from './use-practice-again.ts';
import { useReportMove } from './use-report-move.ts';
import { useServices } from './use-services.ts';
import { useSoundSituation } from './use-sound-situation.ts';
import { useWakeLock } from './use-wake-lock.ts';

const ShareDialog = dynamic(() => import('./share/share-dialog.tsx').then((part) => part.ShareDialog));

interface LivePageProps {
  sessionId: SessionId;
  configuration: RunTimeConfiguration;
}

/**
 * One session: its call while it is live, and what remains afterwards. It shows the fold of the session's log and
 * nothing else.
 */
export function LivePage({ sessionId, configuration }: LivePageProps) {
  const services = useServices(configuration);
  const { session, state } = useLiveSession(services, sessionId);
  const { connection, view, sound, clockAheadMs, coaches } = state;
  const isEnded = view?.status === 'ended';
  const situation = useSoundSituation(state, configuration.reattachMs);
  const isOffline = situation.type === 'lost' || (situation.type === 'cut_off' && situation.isOffline);
  const isPhone = sound !== null && sound.phase !== 'looking' && sound.phase !== 'closed';
  const phone = isPhone ? (session?.phone ?? null) : null;
  const levels = useLevels(phone, session?.levels ?? null);
  const mute = useMute(phone);
  const practice = usePracticeAgain(services?.api ?? null, session, view);
  const report = `/sessions/${sessionId}/report`;
  const move = useReportMove(view, report, practice.step !== null || practice.problem !== undefined);
  const [isEditing, setIsEditing] = useState(false);
  const [isSharing, setIsSharing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useWakeLock(view !== null && !isEnded);

  useEffect(() => {
    if (view) rememberSessionId(isEnded ? null : sessionId);
  }, [view, isEnded, sessionId]);
  useEffect(() => {
    if (!isEnded) return;
    setIsEditing(false);
    heading.current?.focus();
  }, [isEnded]);

  // If the stored session is damaged by now, what the page still holds is out of date.
  if (connection.phase === 'closed' && (!view || connection.reason === 'unreadable')) {
    return <NoSession reason={connection.reason} api={services?.api ?? null} sessionId={sessionId} />;
  }

  return (
    <main className="live">
      <LiveHead
        view={view}
        heading={heading}
        model={configuration.modes.model}
        situation={situation}
        clockAheadMs={clockAheadMs}
      />
      <ReportMoveBanner move={move} />
      {isOffline ? null : <ReconnectBanner connection={connection} retryNow={() => session?.retryNow()} />}
      {view ? <DialInBanner view={view} softPhonePort={configuration.softPhonePort} /> : null}
      {view ? <GateCodeBanner view={view} /> : null}
      {session ? <SoundBanner session={session} situation={situation} /> : null}
      <CoachBanner api={services?.api ?? null} view={view} coaches={coaches} />
      <TranscriptLog
        transcript={view?.transcript ?? []}
        reader="candidate"
        erasedAt={view?.expired.transcript}
      />
      <footer className="controls">
        {levels && !isEnded ? <CallMeters levels={levels} isMuted={mute.isMuted} /> : null}
        {view && isEnded ? <CostDetails cost={shownCostOf(view)} /> : null}
        <p className="problem" role="alert">
          {practice.problem}
        </p>
        <LiveButtons
          session={session}
          isKnown={view !== null}
          isEnded={isEnded}
          report={view === null || view.activeAt === null ? null : report}
          mute={phone ? mute : null}
          practice={practice}
          isReAnswer={view !== null && isReAnswer(view)}
          edit={() => setIsEditing(true)}
          share={() => setIsSharing(true)}
        />
      </footer>
      {isSharing && services ? (
        <ShareDialog api={services.api} sessionId={sessionId} closed={() => setIsSharing(false)} />
      ) : null}
      {isEditing && session && view ? (
        <ConfigurationDialog
          session={session}
          jobConfiguration={toKnownConfiguration(view.jobConfiguration)}
          closed={() => setIsEditing(false)}
        />
      ) : null}
    </main>
  );
}
