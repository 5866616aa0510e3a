import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useState } from 'react';
import { unreadableWords } from '../lib/session-words.ts';

interface EraseUnreadableProps {
  api: ApiClient | null;
  sessionId: string;
  erased: () => void;
}

/** Tells the owner that a session cannot be read, and offers to erase it. */
export function EraseUnreadable({ api, sessionId, erased }: EraseUnreadableProps) {
  const [isErasing, setIsErasing] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function erase(): Promise<void> {
    setIsErasing(true);
    setProblem(undefined);
    try {
      await api?.erase(sessionId);
      erased();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    }
    setIsErasing(false);
  }

  return (
    <>
      <p>{unreadableWords}</p>
      <p className="problem" role="alert">
        {problem}
      </p>
      <button
        type="button"
        className="button danger"
        data-testid="erase-unreadable"
        disabled={api === null || isErasing}
        onClick={erase}
      >
        {isErasing ? 'Erasing…' : 'Erase it'}
      </button>
    </>
  );
}
