import { useEffect, useState } from 'react';
import type { LiveSession } from '../../lib/live-session.ts';
import { listMicrophones, type OtherMicrophone } from '../../lib/microphone-watch.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.ts';
import { useMicrophoneAttempt } from './use-microphone-attempt.ts';

/** The microphones of this computer, updated when one is plugged in or out. */
function useMicrophones(unnamed: (number: number) => string): readonly OtherMicrophone[] {
  const [microphones, setMicrophones] = useState<readonly OtherMicrophone[]>([]);
  useEffect(() => {
    const devices = navigator.mediaDevices;
    let isGone = false;
    const look = async (): Promise<void> => {
      const found = await listMicrophones(devices, unnamed).catch(() => []);
      if (!isGone) setMicrophones(found);
    };
    void look();
    const changed = (): void => void look();
    devices.addEventListener('devicechange', changed);
    return () => {
      isGone = true;
      devices.removeEventListener('devicechange', changed);
    };
  }, [unnamed]);
  return microphones;
}

interface MicrophoneBannerProps {
  session: LiveSession;
  /** The microphone that no longer gives sound. */
  name: string;
}

/** Names the microphone that failed during a call and offers the others, so that the call goes on with one of them. */
export function MicrophoneBanner({ session, name }: MicrophoneBannerProps) {
  const { live } = useWords();
  const microphones = useMicrophones(live.unnamedMicrophone);
  const { problem, attempt } = useMicrophoneAttempt();
  const which = name === '' ? live.yourMicrophone : live.namedMicrophone(name);
  const advice = microphones.length === 0 ? live.plugOneIn : live.useAnother;
  return (
    <Banner kind="danger" data-testid="microphone-gone">
      <p>
        <strong>{live.givesNoSound(which)}</strong> {problem ?? advice}
      </p>
      {microphones.map(({ deviceId, name: offered }) => (
        <Button
          key={deviceId}
          kind="primary"
          onClick={() => attempt(() => session.changeMicrophone(deviceId))}
        >
          {live.microphoneChoice(offered)}
        </Button>
      ))}
    </Banner>
  );
}
