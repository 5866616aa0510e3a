import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useEffect, useRef, useState } from 'react';
import { toCoachNames } from '../lib/coach-names.ts';
import { createNewest } from '../lib/newest.ts';

/** Who reads along in a session of one's own. Looked up when their number changes. Null: not known, or without a name. */
export function useCoachNames(
  api: ApiClient | null,
  sessionId: string | null,
  coaches: number,
): readonly string[] | null {
  const [names, setNames] = useState<readonly string[] | null>(null);
  const newest = useRef(createNewest());
  useEffect(() => {
    const isNewest = newest.current();
    setNames(null);
    if (api === null || sessionId === null || coaches === 0) return;
    api.shares(sessionId).then(
      ({ shares }) => {
        if (isNewest()) setNames(toCoachNames(shares, coaches));
      },
      (error: unknown) => {
        // The number is told without the names.
        if (!(error instanceof ApiError)) throw error;
      },
    );
  }, [api, sessionId, coaches]);
  return names;
}
