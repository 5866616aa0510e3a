'use client';

import type { SessionView } from '@ringback/shared/contract/session-view';
import { useEffect, useState } from 'react';
import { type DialIn, readDialIn } from '../lib/remembered.ts';
import { SoftPhoneLink } from './soft-phone-link.tsx';

/** Grouped as it is read aloud: 123 456, and 123 456 7890. */
const inGroups = (code: string): string =>
  [code.slice(0, 3), code.slice(3, 6), code.slice(6)].join(' ').trim();

/** Shows the number to call and the code to enter, until the candidate is on the line. */
export function DialInBanner({ view, softPhonePort }: { view: SessionView; softPhonePort: number | null }) {
  const [dialIn, setDialIn] = useState<DialIn | null>(null);
  useEffect(() => setDialIn(readDialIn(view.sessionId)), [view.sessionId]);
  if (view.via !== 'dial_in' || view.phase !== 'configured' || dialIn === null) return null;
  const until = new Date(dialIn.expiresAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return (
    <div className="banner" role="status" data-testid="dial-in">
      <p>
        {softPhonePort === null ? (
          <>
            Call <a href={`tel:${dialIn.phoneNumber}`}>{dialIn.phoneNumber}</a>
          </>
        ) : (
          <>
            Call from the <SoftPhoneLink port={softPhonePort} />
          </>
        )}{' '}
        and enter <strong data-testid="short-code">{inGroups(dialIn.code)}</strong>. The code works once,
        until {until}.
      </p>
      {dialIn.longCode === undefined ? null : (
        <p className="hint">
          If you are asked for ten digits:{' '}
          <strong data-testid="long-code">{inGroups(dialIn.longCode)}</strong>
        </p>
      )}
    </div>
  );
}
