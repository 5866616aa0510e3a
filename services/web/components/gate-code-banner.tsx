'use client';

import type { SessionView } from '@ringback/shared/contract/session-view';
import { useEffect, useState } from 'react';
import { type GateCode, readGateCode } from '../lib/remembered.ts';

/** The call is in one of these phases until the code was entered. */
const waiting: readonly string[] = ['configured', 'dialling', 'ringing', 'answered'];

/** Shows the code to enter on the ringing phone, which proves that the phone is the candidate's own. */
export function GateCodeBanner({ view }: { view: SessionView }) {
  const [gateCode, setGateCode] = useState<GateCode | null>(null);
  useEffect(() => setGateCode(readGateCode(view.sessionId)), [view.sessionId]);
  if (view.via !== 'phone' || gateCode === null || !waiting.includes(view.phase)) return null;
  return (
    <div className="banner" role="status" data-testid="gate-code">
      <p>
        When your phone rings, enter{' '}
        <strong>{`${gateCode.code.slice(0, 3)} ${gateCode.code.slice(3)}`}</strong>. It shows that the phone
        is yours.
      </p>
    </div>
  );
}
