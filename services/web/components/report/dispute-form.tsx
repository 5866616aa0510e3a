import { useId, useState } from 'react';
import { AttemptButton, AttemptProblem, useAttempt } from './use-attempt.tsx';

interface DisputeFormProps {
  /** The reason given so far. Undefined: none. */
  reason: string | undefined;
  /** Null if nothing can be disputed. */
  dispute: ((reason: string) => Promise<void>) | null;
}

const mostCharacters = 500;

/** The candidate's objection to a finding. Both stay. */
export function DisputeForm({ reason, dispute }: DisputeFormProps) {
  const id = useId();
  const [text, setText] = useState('');
  const attempt = useAttempt();
  if (reason !== undefined)
    return (
      <p className="disputed">
        <strong>You marked this as unfair:</strong> {reason}
      </p>
    );
  if (dispute === null) return null;
  return (
    <details className="small-form no-print">
      <summary>Unfair?</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void attempt.run(() => dispute(text.trim()));
        }}
      >
        <label htmlFor={id}>Why is this unfair? The finding stays, and your reason stands beside it.</label>
        <textarea
          id={id}
          rows={2}
          maxLength={mostCharacters}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <AttemptProblem attempt={attempt} />
        <AttemptButton attempt={attempt} word="Mark as unfair" />
      </form>
    </details>
  );
}
