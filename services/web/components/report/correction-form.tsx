import { useId, useState } from 'react';
import { AttemptButton, AttemptProblem, useAttempt } from './use-attempt.tsx';

interface CorrectionFormProps {
  text: string;
  correct: (text: string) => Promise<void>;
}

const mostCharacters = 20_000;

/** Corrects misheard words. What was heard stays, with a mark. */
export function CorrectionForm({ text, correct }: CorrectionFormProps) {
  const id = useId();
  const [words, setWords] = useState(text);
  const attempt = useAttempt();
  return (
    <details className="small-form no-print">
      <summary>Misheard?</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const given = words.trim();
          if (given !== '' && given !== text) void attempt.run(() => correct(given));
        }}
      >
        <label htmlFor={id}>What you said. What was heard stays beside it.</label>
        <textarea
          id={id}
          rows={3}
          maxLength={mostCharacters}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <AttemptProblem attempt={attempt} />
        <AttemptButton attempt={attempt} word="Correct it" />
      </form>
    </details>
  );
}
