import { ApiError } from '@ringback/shared/client/gateway-call';
import type { OperatorClient } from '@ringback/shared/client/operator-client';
import type {
  DiallingState,
  OperatorInstances,
  OperatorQueues,
  OperatorSessions,
} from '@ringback/shared/contract/http-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { useWords } from '../words/words-context.ts';

export interface OperatorFigures {
  sessions: OperatorSessions;
  instances: OperatorInstances['instances'];
  queues: OperatorQueues['queues'];
  dialling: DiallingState;
  /** When the figures were read, by this browser's clock. */
  readAt: number;
}

const everyMs = 2_000;

/**
 * Reads the figures every two seconds. `refused` when the token is wrong. Old figures stay visible beside the problem.
 */
export function useOperatorFigures(
  client: OperatorClient,
  refused: (why: string) => void,
): { figures: OperatorFigures | null; problem: string | undefined; readAgain: () => Promise<void> } {
  const words = useWords();
  const [figures, setFigures] = useState<OperatorFigures | null>(null);
  const [problem, setProblem] = useState<string>();
  const tellRefused = useRef(refused);
  tellRefused.current = refused;

  const readAgain = useCallback(async () => {
    try {
      const [sessions, { instances }, { queues }, dialling] = await Promise.all([
        client.sessions(),
        client.instances(),
        client.queues(),
        client.dialling(),
      ]);
      setFigures({ sessions, instances, queues, dialling, readAt: Date.now() });
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const why = toProblemWords(words, error);
      if (error.status === 401) tellRefused.current(why);
      else setProblem(why);
    }
  }, [client, words]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    const round = async (): Promise<void> => {
      await readAgain();
      if (!isLeft) timer = setTimeout(round, everyMs);
    };
    void round();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [readAgain]);

  return { figures, problem, readAgain };
}
