import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useState } from 'react';
import { type Leaving, lookBeforeLeaving, mustAsk } from '../../lib/devices/look-before-leaving.ts';
import { forgetEverything } from '../../lib/remembered.ts';
import { lazily } from '../lazily.tsx';
import { Button } from '../ui/button.tsx';
import text from '../ui/text.module.css';
import { useSetUpWords } from '../words/set-up-context.ts';
import styles from './device-part.module.css';

const ForgetDialog = lazily(() => import('./forget-dialog.tsx').then((module) => module.ForgetDialog));

interface ForgetDeviceProps {
  api: ApiClient | null;
  /** What this browser remembers has been forgotten, so that forms must be emptied. */
  forgotten?: () => void;
  /** This browser belongs to no candidate any more. */
  left?: () => void;
}

/** Removes everything about this person from the browser: for a shared computer, or a phone that is given away. */
export function ForgetDevice({ api, forgotten, left }: ForgetDeviceProps) {
  const { devices } = useSetUpWords();
  const [asking, setAsking] = useState<Leaving | null>(null);
  const [said, setSaid] = useState('');

  async function forget(): Promise<void> {
    setAsking(null);
    forgetEverything();
    forgotten?.();
    try {
      await api?.leave();
      left?.();
      setSaid(devices.nothingLeft);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setSaid(devices.notReached);
    }
  }
  async function ask(): Promise<void> {
    if (api === null) return;
    setSaid('');
    const leaving = await lookBeforeLeaving(api);
    if (mustAsk(leaving)) setAsking(leaving);
    else await forget();
  }

  return (
    <div className={styles.part}>
      <p className={text.hint}>{devices.shared}</p>
      <Button data-testid="leave" disabled={api === null} onClick={ask}>
        {devices.forgetMe}
      </Button>
      <p className={text.hint} role="status" data-testid="left">
        {said}
      </p>
      {asking === null ? null : (
        <ForgetDialog leaving={asking} forget={forget} closed={() => setAsking(null)} />
      )}
    </div>
  );
}
