'use client';

import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useState } from 'react';
import { forgetEverything } from '../lib/remembered.ts';

interface LeaveComputerProps {
  api: ApiClient | null;
  /** Everything has been forgotten, so the form must be emptied. */
  left: () => void;
}

/** For a shared computer: removes everything about this person from the browser. */
export function LeaveComputer({ api, left }: LeaveComputerProps) {
  const [said, setSaid] = useState('');

  async function leave(): Promise<void> {
    forgetEverything();
    left();
    try {
      await api?.leave();
      setSaid('Nothing of you is left in this browser.');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setSaid('The form is empty, but the server was not reached: try again, or delete this site’s cookies.');
    }
  }

  return (
    <aside className="leave" aria-label="Leave this computer">
      <p className="hint">
        Shared computer? Your form and the list of your interviews stay in this browser, your résumé until you
        close the tab, at most for today.
      </p>
      <button type="button" className="button" data-testid="leave" disabled={api === null} onClick={leave}>
        Leave this computer
      </button>
      <p className="hint" role="status">
        {said}
      </p>
    </aside>
  );
}
