import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useRef, useState } from 'react';
import type { Attempt } from '../../lib/history/compare-attempts.ts';
import type { ListedSession } from '../../lib/history/history-words.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { useWords } from '../words/words-context.ts';

interface Reports {
  isReading: boolean;
  problem: string | undefined;
  /** The attempts of these sessions that have a report; undefined when one could not be read. */
  read(sessions: readonly ListedSession[]): Promise<Attempt[] | undefined>;
}

/** Reads reports one after the other, each once: every one costs a look. */
export function useReports(api: ApiClient | null): Reports {
  const words = useWords();
  const known = useRef(new Map<string, Attempt | null>());
  const [isReading, setIsReading] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function readOne(session: ListedSession): Promise<Attempt | null> {
    const { sessionId, configuredAt, kind, persona, patience } = session;
    const before = known.current.get(sessionId);
    if (before !== undefined) return before;
    const report = (await api?.report(sessionId))?.report ?? null;
    const attempt = report === null ? null : { sessionId, configuredAt, kind, persona, patience, report };
    known.current.set(sessionId, attempt);
    return attempt;
  }

  async function read(sessions: readonly ListedSession[]): Promise<Attempt[] | undefined> {
    setIsReading(true);
    setProblem(undefined);
    try {
      const attempts: Attempt[] = [];
      for (const session of sessions)
        attempts.push(...[await readOne(session)].filter((one) => one !== null));
      return attempts;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(toProblemWords(words, error));
      return undefined;
    } finally {
      setIsReading(false);
    }
  }
  return { isReading, problem, read };
}
