import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { Coached } from '@ringback/shared/contract/coach-notes';
import { useCallback, useEffect, useState } from 'react';

const nothing: Coached = { isWithheld: true, notes: [], topics: [] };

/** What coaches have left in a session of one's own, read once it is closed. Nothing where it cannot be read: the report stands without it. */
export function useCoached(
  api: ApiClient | null,
  sessionId: string,
  isClosed: boolean,
): { coached: Coached; reload: () => Promise<void> } {
  const [coached, setCoached] = useState(nothing);
  const reload = useCallback(async () => {
    if (api === null || !isClosed) return;
    try {
      setCoached(await api.coached(sessionId));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }, [api, sessionId, isClosed]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { coached, reload };
}
