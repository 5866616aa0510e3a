import { ApiError } from '@ringback/shared/client/gateway-call';
import { useState } from 'react';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words-context.ts';

export interface Attempting {
  isUnderWay: boolean;
  problem: string | undefined;
  run(action: () => Promise<void>): Promise<void>;
}

/** A request that a form makes, one at a time. A refusal is shown in words of the page. */
export function useAttempt(): Attempting {
  const words = useWords();
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
      setProblem(toProblemWords(words, error));
    } finally {
      setIsUnderWay(false);
    }
  }
  return { isUnderWay, problem, run };
}

/** What was refused, and why. */
export const AttemptProblem = ({ attempt }: { attempt: Attempting }) => <Problem>{attempt.problem}</Problem>;

/** The button that submits a form. */
export function AttemptButton({ attempt, word }: { attempt: Attempting; word: string }) {
  const { frame } = useWords();
  return (
    <Button type="submit" disabled={attempt.isUnderWay}>
      {attempt.isUnderWay ? frame.sending : word}
    </Button>
  );
}
