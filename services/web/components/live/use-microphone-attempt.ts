import { useState } from 'react';
import { MicrophoneError } from '../../lib/microphone.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { useWords } from '../words/words-context.ts';

/** Tries something that needs the microphone, and says in words why there is none. */
export function useMicrophoneAttempt(): {
  problem: string | undefined;
  attempt: (action: () => Promise<void>) => Promise<void>;
} {
  const { call } = useWords();
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string>();

  async function attempt(action: () => Promise<void>): Promise<void> {
    setProblem(undefined);
    try {
      await action();
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      const words = call.microphoneProblems[error.problem];
      setProblem(words);
      announce(words, 'assertive');
    }
  }

  return { problem, attempt };
}
