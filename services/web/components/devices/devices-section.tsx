import type { ApiClient } from '@ringback/shared/client/api-client';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { useRef, useState } from 'react';
import type { ListedSession } from '../../lib/history/history-words.ts';
import { Link } from '../navigation/link.tsx';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useSetUpWords } from '../words/set-up-context.ts';
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
  const { devices } = useSetUpWords();
  const [hasJoined, setHasJoined] = useState(false);
  const [joins, setJoins] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const live = sessions.find(({ phase }) => isLive(phase));
  return (
    <div className="no-print">
      <Card id="devices" title={devices.title} heading={heading}>
        <p className={text.hint}>{devices.lead}</p>
        <div role="status" data-testid="joined">
          {hasJoined ? <p>{devices.joined}</p> : null}
          {hasJoined && live ? (
            <p>
              {devices.jobGoesOn(live.jobTitle)}{' '}
              <Link href={`/sessions/${live.sessionId}`}>{devices.followIt}</Link>
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
      </Card>
    </div>
  );
}
