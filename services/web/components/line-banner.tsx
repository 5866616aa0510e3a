'use client';

import { useState } from 'react';
import type { LiveSession, LiveState } from '../lib/live-session.ts';
import { MicrophoneError } from '../lib/microphone.ts';
import { toSilenceWords } from '../lib/silence-words.ts';
import { useNow } from './use-now.ts';

interface LineBannerProps {
  session: LiveSession;
  state: LiveState;
}

/** What is wrong with this browser's part of the call, and the gesture that mends it. */
export function LineBanner({ session, state }: LineBannerProps) {
  const [problem, setProblem] = useState<string>();
  const { view, line, lineElsewhere, clockAheadMs } = state;
  const now = useNow(250, view?.mediaLostAt != null);
  if (view?.via !== 'browser' || view.status === 'ended') return null;

  async function takeUp(): Promise<void> {
    setProblem(undefined);
    try {
      await session.takeUpCall();
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      setProblem(error.message);
    }
  }

  if (lineElsewhere !== null) {
    const where = lineElsewhere === 'another_tab' ? 'in another tab' : 'on another device';
    return (
      <div className="banner" role="status" data-testid="sound-elsewhere">
        <p>You are watching. The sound of this call is {where}.</p>
      </div>
    );
  }
  if (line?.phase === 'blocked') {
    return (
      <div className="banner warning" role="alert">
        <p>Your browser holds the sound back until you allow it.</p>
        <button type="button" className="button primary" onClick={() => session.line?.resume()}>
          Turn the sound on
        </button>
      </div>
    );
  }
  if (line?.phase === 'reattaching') {
    return (
      <div className="banner warning" role="alert">
        <p>The sound was cut off. Connecting it again …</p>
      </div>
    );
  }
  if (line !== null && line.phase !== 'closed') return null;
  return (
    <div className="banner warning" role="alert" data-testid="continue">
      <p>{problem ?? 'This page has no sound.'}</p>
      {/* Not read out again every second. */}
      <p aria-live="off" data-testid="silence">
        {toSilenceWords(view.mediaLostAt, now - clockAheadMs)}
      </p>
      <button type="button" className="button primary" onClick={takeUp}>
        Continue
      </button>
    </div>
  );
}
