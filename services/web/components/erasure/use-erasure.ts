import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { newOperationId } from '@ringback/shared/client/operation-id';
import type { DeletionRecord, ErasurePreview } from '@ringback/shared/contract/deletion-record';
import { useCallback, useEffect, useRef, useState } from 'react';
import { forgetEverything } from '../../lib/remembered.ts';

const lookAgainMs = 2_000;

interface Erasure {
  preview: ErasurePreview | null;
  record: DeletionRecord | null;
  problem: string | undefined;
  isErasing: boolean;
  erase(): Promise<void>;
}

/** Previews an erasure, does it, and follows its deletion record. `sessionId` null: everything of this person. */
export function useErasure(api: ApiClient, sessionId: string | null): Erasure {
  const [preview, setPreview] = useState<ErasurePreview | null>(null);
  const [record, setRecord] = useState<DeletionRecord | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isErasing, setIsErasing] = useState(false);
  // A repeated click after a lost answer gets the record of the first one.
  const operationId = useRef(newOperationId());

  const attempt = useCallback(async (act: () => Promise<void>) => {
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    }
  }, []);

  useEffect(() => {
    void attempt(async () => setPreview(await api.erasurePreview(sessionId)));
  }, [api, sessionId, attempt]);

  useEffect(() => {
    if (record === null || record.erasedAt !== null) return;
    const timer = setTimeout(
      () => void attempt(async () => setRecord(await api.deletionRecord(record.reference))),
      lookAgainMs,
    );
    return () => clearTimeout(timer);
  }, [api, record, attempt]);

  async function erase(): Promise<void> {
    setIsErasing(true);
    await attempt(async () => {
      if (sessionId === null) {
        setRecord(await api.eraseEverything(operationId.current));
        forgetEverything();
      } else setRecord(await api.deletionRecord(await api.erase(sessionId)));
    });
    setIsErasing(false);
  }
  return { preview, record, problem, isErasing, erase };
}
