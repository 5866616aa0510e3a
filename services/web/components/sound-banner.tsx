'use client';

import { useState } from 'react';
import type { LiveSession } from '../lib/live-session.ts';
import { MicrophoneError } from '../lib/microphone.ts';
import { type SoundSituation, toPromiseWords } from '../lib/sound-situation.ts';
import { MicrophoneBanner } from './microphone-banner.tsx';
import { UnheardBanner } from './unheard-banner.tsx';

interface SoundBannerProps {
  session: LiveSession;
  situation: SoundSituation;
}

const places = { another_tab: 'in another tab', another_device: 'on another device' } as const;

function RetryButton({ session }: { session: LiveSession }) {
  return (
    <button type="button" className="button" onClick={() => session.retryNow()}>
      Retry now
    </button>
  );
}

/** Tells what is wrong with this browser's part of the call, and offers the gesture that fixes it. */
export function SoundBanner({ session, situation }: SoundBannerProps) {
  const [problem, setProblem] = useState<string>();

  async function takeUp(): Promise<void> {
    setProblem(undefined);
    try {
      await session.takeUpCall();
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      setProblem(error.message);
    }
  }

  switch (situation.type) {
    case 'well':
      return null;
    case 'elsewhere':
      return (
        <div className="banner" role="status" data-testid="sound-elsewhere">
          <p>You are watching. The sound of this call is {places[situation.where]}.</p>
        </div>
      );
    case 'blocked':
      return (
        <div className="banner warning" role="alert">
          <p>Your browser holds the sound back until you allow it.</p>
          <button type="button" className="button primary" onClick={() => session.phone?.resume()}>
            Turn the sound on
          </button>
        </div>
      );
    case 'unheard':
      return <UnheardBanner phone={session.phone} />;
    case 'microphone_gone':
      return <MicrophoneBanner session={session} name={situation.name} />;
    case 'lost':
      return (
        <div className="banner warning" role="alert" data-testid="cut-off">
          <p>You are offline. {toPromiseWords(situation)}</p>
          <RetryButton session={session} />
        </div>
      );
    case 'cut_off':
      return (
        <div className="banner warning" role="alert" data-testid="cut-off">
          <p>
            {situation.isOffline ? 'You are offline. ' : 'The sound was cut off. Connecting it again … '}
            {/* Not announced again every second. */}
            <span aria-live="off" data-testid="silence">
              {toPromiseWords(situation)}
            </span>
          </p>
          {situation.isOffline ? <RetryButton session={session} /> : null}
        </div>
      );
    case 'no_sound':
      return (
        <div className="banner warning" role="alert" data-testid="continue">
          <p>{problem ?? 'This page has no sound.'}</p>
          <p aria-live="off" data-testid="silence">
            {toPromiseWords(situation)}
          </p>
          <button type="button" className="button primary" onClick={takeUp}>
            Continue
          </button>
        </div>
      );
  }
}
