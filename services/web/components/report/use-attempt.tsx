import { ApiError } from '@ringback/shared/client/gateway-call';
import { useState } from 'react';

export interface Attempting {
  isUnderWay: boolean;
  problem: string | undefined;
  run(action: () => Promise<void>): Promise<void>;
}

/** A request that a form makes, one at a time. A refusal is shown in the server's words. */
export function useAttempt(): Attempting {
  const [isUnderWay, setIsUnderWay] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function run(action: () => Promise<void>): Promise<void> {
    if (isUnderWay) return;
    setIsUnderWay(true);
    setProblem(undefined);
    try {
      await action();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    } finally {
      setIsUnderWay(false);
    }
  }
  return { isUnderWay, problem, run };
}

/** The server's refusal. The element is there from the beginning, so that screen readers announce it. */
export function AttemptProblem({ attempt }: { attempt: Attempting }) {
  return (
    <p className="problem" role="alert">
      {attempt.problem}
    </p>
  );
}

/** The button that submits a form. */
export function AttemptButton({ attempt, word }: { attempt: Attempting; word: string }) {
  return (
    <button type="submit" className="button" disabled={attempt.isUnderWay}>
      {attempt.isUnderWay ? 'Sending…' : word}
    </button>
  );
}
