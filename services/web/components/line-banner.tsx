'use client';

import { useState } from 'react';
import type { LiveSession, LiveState } from '../lib/live-session.ts';
import { MicrophoneError } from '../lib/microphone.ts';

interface LineBannerProps {
  session: LiveSession;
  state: LiveState;
}

/** What is wrong with this browser's part of the call, and the gesture that mends it. */
export function LineBanner({ session, state }: LineBannerProps) {
  const [problem, setProblem] = useState<string>();
  const { view, line, isLineElsewhere } = state;
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

  if (isLineElsewhere) {
    return (
      <div className="banner">
        <p>You are watching. The sound of this call is in another tab.</p>
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
      <p>{problem ?? 'This page has no sound yet. The call waits about ten seconds for you.'}</p>
      <button type="button" className="button primary" onClick={takeUp}>
        Continue
      </button>
    </div>
  );
}
