import { useId, useState } from 'react';
import control from '../ui/control.module.css';
import { AttemptButton, AttemptProblem, useAttempt } from '../use-attempt.tsx';
import { useMoreWords } from '../words/more-context.ts';
import styles from './small-form.module.css';

interface CorrectionFormProps {
  text: string;
  correct: (text: string) => Promise<void>;
}

const mostCharacters = 20_000;

/** Corrects misheard words. What was heard stays, with a mark. */
export function CorrectionForm({ text, correct }: CorrectionFormProps) {
  const { report } = useMoreWords();
  const id = useId();
  const [words, setWords] = useState(text);
  const attempt = useAttempt();
  return (
    <details className={`${styles.fold} no-print`}>
      <summary>{report.misheard}</summary>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const given = words.trim();
          if (given !== '' && given !== text) void attempt.run(() => correct(given));
        }}
      >
        <label htmlFor={id}>{report.whatYouSaid}</label>
        <textarea
          id={id}
          className={control.control}
          rows={3}
          maxLength={mostCharacters}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <AttemptProblem attempt={attempt} />
        <AttemptButton attempt={attempt} word={report.correctIt} />
      </form>
    </details>
  );
}
