'use client';

import { useEffect, useState } from 'react';
import type { LiveSession } from '../lib/live-session.ts';
import { MicrophoneError } from '../lib/microphone.ts';
import { listMicrophones, type OtherMicrophone } from '../lib/microphone-watch.ts';

/** The microphones of this computer, updated when one is plugged in or out. */
function useMicrophones(): readonly OtherMicrophone[] {
  const [microphones, setMicrophones] = useState<readonly OtherMicrophone[]>([]);
  useEffect(() => {
    const devices = navigator.mediaDevices;
    let isGone = false;
    const look = async (): Promise<void> => {
      const found = await listMicrophones(devices).catch(() => []);
      if (!isGone) setMicrophones(found);
    };
    void look();
    const changed = (): void => void look();
    devices.addEventListener('devicechange', changed);
    return () => {
      isGone = true;
      devices.removeEventListener('devicechange', changed);
    };
  }, []);
  return microphones;
}

interface MicrophoneBannerProps {
  session: LiveSession;
  /** The microphone that no longer gives sound. */
  name: string;
}

/** Names the microphone that failed during a call and offers the others, so that the call goes on with one of them. */
export function MicrophoneBanner({ session, name }: MicrophoneBannerProps) {
  const microphones = useMicrophones();
  const [problem, setProblem] = useState<string>();

  async function take(deviceId: string): Promise<void> {
    setProblem(undefined);
    try {
      await session.changeMicrophone(deviceId);
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      setProblem(error.message);
    }
  }

  const which = name === '' ? 'Your microphone' : `Your microphone “${name}”`;
  const advice =
    microphones.length === 0
      ? 'Plug one in. Your interviewer waits.'
      : 'Go on with another one. Your interviewer waits.';
  return (
    <div className="banner warning" role="alert" data-testid="microphone-gone">
      <p>
        <strong>{which} gives no sound.</strong> {problem ?? advice}
      </p>
      {microphones.map((microphone) => (
        <button
          key={microphone.deviceId}
          type="button"
          className="button primary"
          onClick={() => take(microphone.deviceId)}
        >
          Use {microphone.name}
        </button>
      ))}
    </div>
  );
}
