import { useId, useState } from 'react';
import control from '../ui/control.module.css';
import { AttemptButton, AttemptProblem, useAttempt } from '../use-attempt.tsx';
import { useMoreWords } from '../words/more-context.ts';
import styles from './small-form.module.css';

interface DisputeFormProps {
  /** The reason given so far. Undefined: none. */
  reason: string | undefined;
  /** Null if nothing can be disputed. */
  dispute: ((reason: string) => Promise<void>) | null;
}

const mostCharacters = 500;

/** The candidate's objection to a finding. Both stay. */
export function DisputeForm({ reason, dispute }: DisputeFormProps) {
  const { report } = useMoreWords();
  const id = useId();
  const [text, setText] = useState('');
  const attempt = useAttempt();
  if (reason !== undefined)
    return (
      <p className={styles.marked}>
        <strong>{report.markedUnfair}</strong> {reason}
      </p>
    );
  if (dispute === null) return null;
  return (
    <details className={`${styles.fold} no-print`}>
      <summary>{report.unfair}</summary>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void attempt.run(() => dispute(text.trim()));
        }}
      >
        <label htmlFor={id}>{report.unfairWhy}</label>
        <textarea
          id={id}
          className={control.control}
          rows={2}
          maxLength={mostCharacters}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <AttemptProblem attempt={attempt} />
        <AttemptButton attempt={attempt} word={report.markUnfair} />
      </form>
    </details>
  );
}
