import { useEffect, useId, useRef, useState } from 'react';
import type { DocumentText } from '../../lib/documents/document-outcome.ts';
import { charactersLeft } from '../../lib/set-up/form-problems.ts';
import { Button } from '../ui/button.tsx';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useFormat } from '../words/words-context.ts';
import { CharacterCount } from './character-count.tsx';
import styles from './document-field.module.css';

interface DocumentReviewProps {
  field: 'jobDescription' | 'resume';
  document: DocumentText;
  /** The field has a text already. */
  replaces: boolean;
  use: (text: string) => void;
  discard: () => void;
}

/** What was read from a file, to be corrected. The form changes only when the person says so. */
export function DocumentReview({ field, document, replaces, use, discard }: DocumentReviewProps) {
  const { documents } = useSetUpWords();
  const format = useFormat();
  const [text, setText] = useState(document.text);
  const heading = useRef<HTMLHeadingElement>(null);
  const title = useId();
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.review} aria-labelledby={title} data-testid="document-review">
      <h3 ref={heading} id={title} tabIndex={-1}>
        {documents.reviewTitle}
      </h3>
      <p className={styles.hint}>
        {documents.reviewHint} {replaces ? documents.replaces : null}
      </p>
      {document.pagesWithoutText > 0 ? (
        <p className={styles.problem}>
          {format.plural(document.pagesWithoutText, documents.pagesWithoutText)}
        </p>
      ) : null}
      <textarea
        aria-labelledby={title}
        rows={10}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <CharacterCount field={field} text={text} />
      <div className={styles.buttons}>
        <Button onClick={discard}>{documents.discard}</Button>
        <Button kind="primary" disabled={charactersLeft(field, text) < 0} onClick={() => use(text)}>
          {documents.use}
        </Button>
      </div>
    </section>
  );
}
