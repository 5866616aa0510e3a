import { useEffect, useId, useRef } from 'react';
import { useAnnounce } from '../frame/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { Field, fieldId } from '../ui/field.tsx';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import { CharacterCount } from './character-count.tsx';
import styles from './document-field.module.css';
import { DocumentReview } from './document-review.tsx';
import { type Reading, useDocument } from './use-document.ts';

interface DocumentFieldProps {
  field: 'jobDescription' | 'resume';
  value: string;
  error: string | undefined;
  changed: (value: string) => void;
}

/** By these a file dialog sorts. What a file is, its content says. */
const accepted = '.pdf,.docx,.txt,.md,application/pdf,text/plain';

/** A text that is pasted, typed, or read from a file and corrected before it is used. */
export function DocumentField({ field, value, error, changed }: DocumentFieldProps) {
  const { form } = useWords();
  const { documents } = useSetUpWords();
  const { reading, open, cancel, done } = useDocument();
  const file = useRef<HTMLInputElement>(null);
  const hint = useId();

  function use(text: string): void {
    changed(text);
    done('used');
    document.getElementById(fieldId(field))?.focus();
  }

  return (
    <div className={styles.document}>
      <Field
        name={field}
        label={form.fields[field]}
        isOptional
        hint={form.hints[field]}
        error={error}
        after={<CharacterCount field={field} text={value} />}
      >
        {(ties) => (
          <textarea
            {...ties}
            name={field}
            rows={5}
            value={value}
            onChange={({ target }) => changed(target.value)}
          />
        )}
      </Field>
      <div className={styles.file}>
        <input
          ref={file}
          className="unseen"
          type="file"
          tabIndex={-1}
          aria-hidden="true"
          accept={accepted}
          data-testid={`file-${field}`}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen) void open(chosen);
            // The same file can be chosen again after it was mended.
            target.value = '';
          }}
        />
        <Button
          aria-label={documents.openFor(form.fields[field])}
          aria-describedby={hint}
          onClick={() => file.current?.click()}
        >
          {documents.open}
        </Button>
        <p id={hint} className={styles.hint}>
          {documents.kinds}
        </p>
      </div>
      <ReadingState reading={reading} cancel={cancel} />
      {reading.step === 'review' ? (
        <DocumentReview
          field={field}
          document={reading.document}
          replaces={value.trim() !== ''}
          use={use}
          discard={() => {
            done('none');
            document.getElementById(fieldId(field))?.focus();
          }}
        />
      ) : null}
    </div>
  );
}

/** How far it is, or why there is no text; seen and heard. */
function ReadingState({ reading, cancel }: { reading: Reading; cancel: () => void }) {
  const { documents } = useSetUpWords();
  const format = useFormat();
  const announce = useAnnounce();
  const words = {
    none: () => '',
    review: () => '',
    cancelled: () => documents.cancelled,
    used: () => documents.used,
    refused: () => (reading.step === 'refused' ? documents.problems[reading.problem] : ''),
    reading: () =>
      reading.step === 'reading' && reading.pages > 0
        ? documents.readingPage(format.number(reading.page), format.number(reading.pages))
        : documents.reading,
  }[reading.step]();
  // Pages are not read out one by one.
  const heard = reading.step === 'reading' ? documents.reading : words;
  useEffect(() => {
    if (heard !== '') announce(heard);
  }, [heard, announce]);
  if (words === '') return null;
  return (
    <div className={styles.state} data-testid="document-state" data-state={reading.step}>
      <p className={reading.step === 'refused' ? styles.problem : undefined}>{words}</p>
      {reading.step === 'reading' ? <Button onClick={cancel}>{documents.cancel}</Button> : null}
    </div>
  );
}
