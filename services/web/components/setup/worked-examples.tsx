import { useState } from 'react';
import type { JobDraft } from '../../lib/job-draft.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './worked-examples.module.css';

interface WorkedExamplesProps {
  draft: JobDraft;
  fill: (draft: JobDraft) => void;
}

/** Three jobs that fill the form, for those who want to see it at work first. What stood in the form can come back. */
export function WorkedExamples({ draft, fill }: WorkedExamplesProps) {
  const { form } = useWords();
  const { examples } = useSetUpWords();
  const { language } = useFormat();
  const announce = useAnnounce();
  const [before, setBefore] = useState<JobDraft | null>(null);
  return (
    <fieldset className={styles.examples}>
      <legend className={styles.hint}>{form.examples}</legend>
      <div className={styles.buttons}>
        {examples.map((example) => (
          <Button
            key={example.jobTitle}
            data-testid="example"
            onClick={() => {
              setBefore(draft);
              fill({ ...draft, ...example, language });
              announce(form.exampleFilled(example.jobTitle));
            }}
          >
            {example.jobTitle}
          </Button>
        ))}
        {before === null ? null : (
          <Button
            kind="quiet"
            onClick={() => {
              fill(before);
              setBefore(null);
            }}
          >
            {form.undoExample}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
