import type { SessionId } from '@ringback/shared/contract/ids';
import { useEffect, useRef, useState } from 'react';
import type { PageAction } from '../../lib/live/page-keys.ts';
import { rememberSessionId } from '../../lib/remembered.ts';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { CallFrame } from '../frame/call-frame.tsx';
import { NoSession } from '../no-session.tsx';
import { usePracticeAgain } from '../use-practice-again.ts';
import { useViewChoices } from '../use-view-choices.ts';
import { useWords } from '../words/words-context.ts';
import { CallStatus } from './call-status.tsx';
import { isTalking, LiveBody } from './live-body.tsx';
import { LiveControls } from './live-controls.tsx';
import { LiveDialogs, type OpenPart } from './live-dialogs.tsx';
import { LiveNotices } from './live-notices.tsx';
import { TabTitle } from './tab-title.tsx';
import { useCall } from './use-call.ts';
import { useLiveKeys } from './use-live-keys.ts';
import { useReportMove } from './use-report-move.ts';

interface LivePageProps {
  sessionId: SessionId;
  configuration: RunTimeConfiguration;
}

/**
 * One session: its call while it is live, and what remains afterwards. It shows the fold of the session's log and
 * nothing else.
 */
export function LivePage({ sessionId, configuration }: LivePageProps) {
  const { live } = useWords();
  const announce = useAnnounce();
  const call = useCall(sessionId, configuration);
  const { services, session, state, isLive } = call;
  const { connection, view } = state;
  const isEnded = view?.status === 'ended';
  const practice = usePracticeAgain(services?.api ?? null, session, view);
  const isPractising = practice.step !== null || practice.problem !== undefined;
  const move = useReportMove(view, `/sessions/${sessionId}/report`, isPractising);
  const [open, setOpen] = useState<OpenPart>(null);
  const [{ isCalm }] = useViewChoices();
  const heading = useRef<HTMLHeadingElement>(null);
  const actions: readonly PageAction[] = useLiveKeys(call, setOpen);
  const isKnown = view !== null;

  useEffect(() => {
    if (isKnown) rememberSessionId(isEnded ? null : sessionId);
    if (isEnded) setOpen(null);
  }, [isKnown, isEnded, sessionId]);
  // The page has come by a click somewhere else, whose button is gone; or the call has ended, with its buttons.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  useEffect(() => {
    if (isEnded && open === null) heading.current?.focus();
  }, [isEnded, open]);
  useEffect(() => {
    if (practice.problem !== undefined) announce(practice.problem, 'assertive');
  }, [announce, practice.problem]);

  // If the stored session is damaged by now, what the page still holds is out of date.
  if (connection.phase === 'closed' && (!view || connection.reason === 'unreadable')) {
    return <NoSession reason={connection.reason} api={services?.api ?? null} sessionId={sessionId} />;
  }

  const isCalmShown = isCalm && isTalking(view) && call.instead === null;
  const { jobTitle = '', company = '' } = view?.jobConfiguration ?? {};
  const title = isEnded ? live.yourInterviewFor(jobTitle) : live.interviewFor(jobTitle);
  return (
    <CallFrame
      title={isKnown ? title : live.interview}
      subtitle={company}
      heading={heading}
      isLive={isLive}
      controls={<LiveControls call={call} practice={practice} setOpen={setOpen} />}
    >
      <TabTitle view={view} status={call.status} elapsedMs={call.elapsedMs} />
      {isCalmShown ? null : (
        <CallStatus
          view={view}
          model={configuration.modes.model}
          instead={call.instead}
          elapsedMs={call.elapsedMs}
        />
      )}
      <LiveNotices
        api={services?.api ?? null}
        session={session}
        state={state}
        situation={call.situation}
        move={move}
        problem={practice.problem}
        moveFocus={() => heading.current?.focus()}
      />
      {view ? (
        <LiveBody
          view={view}
          softPhonePort={configuration.softPhonePort}
          callingNumbers={configuration.callingNumbers}
          isCalm={isCalmShown}
          elapsedMs={call.elapsedMs}
        />
      ) : null}
      <LiveDialogs
        open={open}
        setOpen={setOpen}
        call={call}
        actions={actions}
        practiseAgain={practice.again}
      />
    </CallFrame>
  );
}
