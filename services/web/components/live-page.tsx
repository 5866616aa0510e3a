'use client';

import type { SessionId } from '@ringback/shared/contract/ids';
import { toKnownConfiguration } from '@ringback/shared/contract/job-configuration';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { rememberSessionId } from '../lib/remembered.ts';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { toCutWords, toInterviewPhaseWords } from '../lib/session-words.ts';
import { stoppedAtOf } from '../lib/sound-situation.ts';
import { CallControls } from './call-controls.tsx';
import { CallMeters } from './call-meters.tsx';
import { CallTimer } from './call-timer.tsx';
import { ConfigurationDialog } from './configuration-dialog.tsx';
import { DialInBanner } from './dial-in-banner.tsx';
import { GateCodeBanner } from './gate-code-banner.tsx';
import { Icon } from './icon.tsx';
import { NoSession } from './no-session.tsx';
import { ReceiptLine } from './receipt-line.tsx';
import { ReconnectBanner } from './reconnect-banner.tsx';
import { ShareDialog } from './share-dialog.tsx';
import { SoundBanner } from './sound-banner.tsx';
import { StatusLine } from './status-line.tsx';
import { TranscriptLog } from './transcript-log.tsx';
import { useLiveSession } from './use-live-session.ts';
import { useMute } from './use-mute.ts';
import { usePracticeAgain } from './use-practice-again.ts';
import { useServices } from './use-services.ts';
import { useSoundSituation } from './use-sound-situation.ts';
import { useWakeLock } from './use-wake-lock.ts';

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
  const mute = useMute(phone);
  const practice = usePracticeAgain(services?.api ?? null, session, view);
  const [isHangingUp, setIsHangingUp] = useState(false);
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

  async function hangUp(): Promise<void> {
    setIsHangingUp(true);
    await session?.hangUp();
    setIsHangingUp(false);
  }

  const { jobTitle = '', company = '' } = view?.jobConfiguration ?? {};
  const practiceWords = { ending: 'Ending this call…', starting: 'Starting…', again: 'Trying again…' };
  return (
    <main className="live">
      <header className="live-head">
        <div className="live-title">
          <h1 ref={heading} tabIndex={-1}>
            {view ? `${isEnded ? 'Your interview' : 'Interview'}: ${jobTitle}` : 'Interview'}
          </h1>
          {company === '' ? null : <p className="company">{company}</p>}
        </div>
        <div className="status-row">
          <StatusLine
            view={view}
            model={configuration.modes.model}
            instead={toCutWords(situation, view?.phase)}
          />
          {view ? (
            <CallTimer view={view} clockAheadMs={clockAheadMs} stoppedAt={stoppedAtOf(situation)} />
          ) : null}
          {view?.interviewPhase && !isEnded ? (
            <p className="badge" data-testid="interview-phase">
              {toInterviewPhaseWords(view.interviewPhase)}
            </p>
          ) : null}
        </div>
        {view ? <ReceiptLine view={view} /> : null}
      </header>
      {isOffline ? null : <ReconnectBanner connection={connection} retryNow={() => session?.retryNow()} />}
      {view ? <DialInBanner view={view} softPhonePort={configuration.softPhonePort} /> : null}
      {view ? <GateCodeBanner view={view} /> : null}
      {session ? <SoundBanner session={session} situation={situation} /> : null}
      {coaches > 0 && !isEnded ? (
        <div className="banner" role="status" data-testid="watched">
          <p>{coaches === 1 ? 'A coach is watching.' : `${coaches} coaches are watching.`}</p>
        </div>
      ) : null}
      <TranscriptLog transcript={view?.transcript ?? []} reader="candidate" />
      <footer className="controls">
        {phone ? <CallMeters phone={phone} isMuted={mute.isMuted} /> : null}
        <p className="problem" role="alert">
          {practice.problem}
        </p>
        <div className="buttons">
          {view && !isEnded ? (
            <CallControls
              mute={phone ? mute : null}
              isHangingUp={isHangingUp}
              hangUp={hangUp}
              edit={() => setIsEditing(true)}
            />
          ) : null}
          {view ? (
            <button
              type="button"
              className={`button ${isEnded ? 'primary' : ''}`}
              data-testid="practice-again"
              disabled={practice.step !== null}
              onClick={practice.again}
            >
              <Icon name="again" />
              {practice.step === null ? 'Practice again' : practiceWords[practice.step]}
            </button>
          ) : null}
          {view && !isEnded ? (
            <button type="button" className="button" data-testid="share" onClick={() => setIsSharing(true)}>
              Share
            </button>
          ) : null}
          {isEnded ? (
            <button
              type="button"
              className="button"
              data-testid="edit-first"
              disabled={practice.step !== null}
              onClick={practice.editFirst}
            >
              <Icon name="edit" />
              Edit first
            </button>
          ) : null}
          {isEnded ? (
            <Link className="button" href="/">
              Another job
            </Link>
          ) : null}
        </div>
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
