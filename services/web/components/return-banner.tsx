'use client';

import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { readSessionId, rememberSessionId } from '../lib/remembered.ts';

interface LiveElsewhere {
  sessionId: string;
  jobTitle: string;
}

/** Offers the way back to a session of this browser that is still live. */
export function ReturnBanner({ api }: { api: ApiClient | null }) {
  const [live, setLive] = useState<LiveElsewhere | null>(null);
  useEffect(() => {
    const sessionId = readSessionId();
    if (!api || sessionId === null) return undefined;
    let isStale = false;
    api.session(sessionId).then(
      ({ view }) => {
        if (isStale) return;
        if (view.status === 'ended') rememberSessionId(null);
        else setLive({ sessionId, jobTitle: view.jobConfiguration.jobTitle });
      },
      (error: unknown) => {
        // Not reached: it may still be there. Refused: it is not.
        if (error instanceof ApiError && error.status >= 400 && error.status < 500) rememberSessionId(null);
      },
    );
    return () => {
      isStale = true;
    };
  }, [api]);
  if (!live) return null;
  return (
    <aside className="banner" data-testid="return">
      <p>
        Your interview for <strong>{live.jobTitle}</strong> is still going on.
      </p>
      <Link className="button primary" href={`/sessions/${live.sessionId}`}>
        Return to it
      </Link>
    </aside>
  );
}
