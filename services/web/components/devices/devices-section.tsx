import type { ApiClient } from '@ringback/shared/client/api-client';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import Link from 'next/link';
import { useState } from 'react';
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
  const live = sessions.find(({ phase }) => isLive(phase));
  return (
    <section id="devices" className="card no-print" aria-labelledby="devices-title">
      <h2 id="devices-title">Your devices</h2>
      <p className="hint">
        There is no account and no list of devices: your interviews belong to whoever has a browser that shows
        them.
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
      <MakeCode api={api} />
      <EnterCode
        api={api}
        joined={() => {
          setHasJoined(true);
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
