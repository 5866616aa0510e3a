import { ApiError } from '@ringback/shared/client/gateway-call';
import { useRef, useState, useSyncExternalStore } from 'react';
import { type Attempt, type AttemptState, createAttempt } from '../lib/attempt.ts';
import { toProblemWords } from '../lib/words/problem-words.ts';
import { Button } from './ui/button.tsx';
import { Problem } from './ui/problem.tsx';
import { useWords } from './words/words-context.ts';

export type Attempting = AttemptState & Pick<Attempt, 'run'>;

/** A request that a form or a button makes, one at a time. A refusal is shown in words of the page. */
export function useAttempt(): Attempting {
  const words = useRef(useWords());
  words.current = useWords();
  const [attempt] = useState(() =>
    createAttempt((error) => (error instanceof ApiError ? toProblemWords(words.current, error) : null)),
  );
  const read = () => attempt.state;
  return { ...useSyncExternalStore(attempt.subscribe, read, read), run: attempt.run };
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
