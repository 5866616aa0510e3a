import { type ReactNode, useId } from 'react';
import { useWords } from '../words/words-context.ts';
import styles from './field.module.css';

/** What ties a control to its label, hint and error. */
export interface FieldTies {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

interface FieldProps {
  label: string;
  isOptional?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  children: (ties: FieldTies) => ReactNode;
  /** Below the control, such as how many characters are left. */
  after?: ReactNode;
  /** Where the summary of errors leads. Without one, the error is an alert. */
  name?: string;
}

/** Where a field of the form stands, for the summary of errors. */
export const fieldId = (name: string): string => `field-${name}`;

/** A labelled control. Hint and error stand above it, where a keyboard on the screen does not hide them. */
export function Field({ label, isOptional = false, hint, error, children, after, name }: FieldProps) {
  const { form } = useWords();
  const ties = useId();
  const id = name === undefined ? ties : fieldId(name);
  const describedBy = [hint && `${ties}-hint`, error && `${ties}-error`].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label} {isOptional ? <span className={styles.optional}>{form.optional}</span> : null}
      </label>
      {hint === undefined ? null : (
        <p id={`${ties}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p id={`${ties}-error`} className={styles.error} role={name === undefined ? 'alert' : undefined}>
          <span className="unseen">{form.errorPrefix}</span> {error}
        </p>
      )}
      {children({
        id,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
      })}
      {after}
    </div>
  );
}
