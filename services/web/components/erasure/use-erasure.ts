import type { ApiClient } from '@ringback/shared/client/api-client';
import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  type Erasing,
  type ErasureState,
  newErasure,
  startErasure,
} from '../../lib/erasure/start-erasure.ts';
import { forgetEverything } from '../../lib/remembered.ts';

const neverChanges = (): (() => void) => () => undefined;

/** Previews an erasure, does it, and follows its deletion record. `sessionId` null: everything of this person. */
export function useErasure(api: ApiClient, sessionId: string | null): ErasureState & { erase: () => void } {
  const [erasing, setErasing] = useState<Erasing | null>(null);
  useEffect(() => {
    const started = startErasure({ api, sessionId, forget: forgetEverything });
    setErasing(started);
    return () => started.close();
  }, [api, sessionId]);
  const state = useSyncExternalStore(
    erasing ? erasing.subscribe : neverChanges,
    () => erasing?.state ?? newErasure,
    () => newErasure,
  );
  return { ...state, erase: () => void erasing?.erase() };
}
