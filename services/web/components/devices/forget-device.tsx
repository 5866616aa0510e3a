'use client';

import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useState } from 'react';
import { type Leaving, lookBeforeLeaving, mustAsk } from '../../lib/devices/look-before-leaving.ts';
import { forgetEverything } from '../../lib/remembered.ts';
import { ForgetDialog } from './forget-dialog.tsx';

interface ForgetDeviceProps {
  api: ApiClient | null;
  /** What this browser remembers has been forgotten, so that forms must be emptied. */
  forgotten?: () => void;
  /** This browser belongs to no candidate any more. */
  left?: () => void;
}

/** Removes everything about this person from the browser: for a shared computer, or a phone that is given away. */
export function ForgetDevice({ api, forgotten, left }: ForgetDeviceProps) {
  const [asking, setAsking] = useState<Leaving | null>(null);
  const [said, setSaid] = useState('');

  async function forget(): Promise<void> {
    setAsking(null);
    forgetEverything();
    forgotten?.();
    try {
      await api?.leave();
      left?.();
      setSaid('Nothing of you is left in this browser.');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setSaid('The form is empty, but the server was not reached: try again, or delete this site’s cookies.');
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
    <div className="device-part">
      <p className="hint">
        Shared computer? Your form and the list of your interviews stay in this browser, your résumé until you
        close the tab, at most for today.
      </p>
      <button type="button" className="button" data-testid="leave" disabled={api === null} onClick={ask}>
        Forget me on this device
      </button>
      <p className="hint" role="status" data-testid="left">
        {said}
      </p>
      {asking === null ? null : (
        <ForgetDialog leaving={asking} forget={forget} closed={() => setAsking(null)} />
      )}
    </div>
  );
}
