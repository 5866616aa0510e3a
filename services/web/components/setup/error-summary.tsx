import { useEffect, useRef } from 'react';
import { type FormField, type FormProblems, toFieldWords } from '../../lib/set-up/form-problems.ts';
import { fieldId } from '../ui/field.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './error-summary.module.css';

interface ErrorSummaryProps {
  problems: FormProblems;
  /** Counted up with each try, so that the same errors take the focus again. */
  tries: number;
}

/** All errors of the form, each leading to its field. It takes the focus, and so is read first. */
export function ErrorSummary({ problems, tries }: ErrorSummaryProps) {
  const words = useWords();
  const format = useFormat();
  const summary = useRef<HTMLElement>(null);
  const wrong = Object.entries(problems) as [FormField, NonNullable<FormProblems[FormField]>][];
  const hasErrors = wrong.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try with the same errors takes the focus too.
  useEffect(() => {
    if (hasErrors) summary.current?.focus();
  }, [tries]);
  if (!hasErrors) return null;
  return (
    <section
      ref={summary}
      className={styles.summary}
      tabIndex={-1}
      aria-labelledby="error-summary-title"
      data-testid="error-summary"
    >
      <h2 id="error-summary-title">{words.form.summaryTitle}</h2>
      <ul>
        {wrong.map(([field, problem]) => (
          <li key={field}>
            <a
              href={`#${fieldId(field)}`}
              onClick={(event) => {
                event.preventDefault();
                const control = document.getElementById(fieldId(field));
                const fold = control?.closest('details');
                if (fold) fold.open = true;
                control?.focus();
              }}
            >
              {toFieldWords(field, problem, { words, format })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
