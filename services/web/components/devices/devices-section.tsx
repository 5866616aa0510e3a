import type { ApiClient } from '@ringback/shared/client/api-client';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import Link from 'next/link';
import { useRef, useState } from 'react';
import type { ListedSession } from '../../lib/history/history-words.ts';
import { EnterCode } from './enter-code.tsx';
import { ForgetDevice } from './forget-device.tsx';
import { MakeCode } from './make-code.tsx';

interface DevicesSectionProps {
  api: ApiClient | null;
  sessions: readonly ListedSession[];
  /** This browser belongs to another candidate now, or to none. */
  changed: () => void;
}

/** Opens the interviews on another device, takes another device's over, and leaves this one. */
export function DevicesSection({ api, sessions, changed }: DevicesSectionProps) {
  const [hasJoined, setHasJoined] = useState(false);
  const [joins, setJoins] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const live = sessions.find(({ phase }) => isLive(phase));
  return (
    <section id="devices" className="card no-print" aria-labelledby="devices-title">
      <h2 ref={heading} id="devices-title" tabIndex={-1}>
        Your devices
      </h2>
      <p className="hint">
        There is no account and no list of devices. This browser knows which interviews are yours, and another
        one learns it by a code.
      </p>
      <div role="status" data-testid="joined">
        {hasJoined ? <p>These are the interviews of your other device now.</p> : null}
        {hasJoined && live ? (
          <p>
            The one for {live.jobTitle} is going on.{' '}
            <Link href={`/sessions/${live.sessionId}`}>Follow it</Link>
          </p>
        ) : null}
      </div>
      {/* A code of the candidate that this browser was before is none of the one that it is now. */}
      {sessions.length === 0 ? null : <MakeCode key={joins} api={api} />}
      <EnterCode
        api={api}
        joined={() => {
          setHasJoined(true);
          setJoins((before) => before + 1);
          heading.current?.focus();
          changed();
        }}
      />
      <ForgetDevice
        api={api}
        left={() => {
          setHasJoined(false);
          changed();
        }}
      />
    </section>
  );
}
