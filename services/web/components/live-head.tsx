import type { SessionView } from '@ringback/shared/contract/session-view';
import type { RefObject } from 'react';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { toCutWords, toInterviewPhaseWords } from '../lib/session-words.ts';
import { type SoundSituation, stoppedAtOf } from '../lib/sound-situation.ts';
import { CallTimer } from './call-timer.tsx';
import { ReceiptLine } from './receipt-line.tsx';
import { StatusLine } from './status-line.tsx';

interface LiveHeadProps {
  view: SessionView | null;
  /** Takes the focus when the call has ended. */
  heading: RefObject<HTMLHeadingElement | null>;
  model: RunTimeConfiguration['modes']['model'];
  situation: SoundSituation;
  clockAheadMs: number;
}

/** What the session is about, where it stands, and what the interviewer knows. */
export function LiveHead({ view, heading, model, situation, clockAheadMs }: LiveHeadProps) {
  const isEnded = view?.status === 'ended';
  const { jobTitle = '', company = '' } = view?.jobConfiguration ?? {};
  return (
    <header className="live-head">
      <div className="live-title">
        <h1 ref={heading} tabIndex={-1}>
          {view ? `${isEnded ? 'Your interview' : 'Interview'}: ${jobTitle}` : 'Interview'}
        </h1>
        {company === '' ? null : <p className="company">{company}</p>}
      </div>
      <div className="status-row">
        <StatusLine view={view} model={model} instead={toCutWords(situation, view?.phase)} />
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
  );
}
