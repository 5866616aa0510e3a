import {
  interviewKinds,
  lengthsMinutes,
  patiences,
  personas,
  voices,
} from '@ringback/shared/contract/job-configuration';
import type { JobDraft, JobField } from '../../lib/job-draft.ts';
import { type FormProblems, type TextField, toFieldWords } from '../../lib/set-up/form-problems.ts';
import { Field } from '../ui/field.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import { CharacterCount } from './character-count.tsx';
import { DocumentField } from './document-field.tsx';
import styles from './job-fields.module.css';

interface JobFieldsProps {
  draft: JobDraft;
  problems: FormProblems;
  changed: (field: JobField, value: string) => void;
  /** The interviewer on this machine speaks one language. */
  isLocalInterviewer: boolean;
}

type Choice = readonly [value: string, words: string];

const languages = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'];
const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Every field of the job configuration. Only the title is required. */
export function JobFields({ draft, problems, changed, isLocalInterviewer }: JobFieldsProps) {
  const words = useWords();
  const format = useFormat();
  const { form } = words;
  const errorOf = (field: JobField) => {
    const problem = problems[field];
    return problem && toFieldWords(field, problem, { words, format });
  };
  const named: Readonly<Record<string, string>> = form.choices;
  const toChoices = (values: readonly (string | number)[]): Choice[] =>
    values.map((value) => [String(value), named[value] ?? capitalised(String(value))]);
  const languageNames = new Intl.DisplayNames(format.language, { type: 'language' });

  const text = (field: TextField, isRequired = false) => (
    <Field
      name={field}
      label={form.fields[field]}
      isOptional={!isRequired}
      error={errorOf(field)}
      after={<CharacterCount field={field} text={draft[field]} />}
    >
      {(ties) => (
        <input
          {...ties}
          name={field}
          required={isRequired}
          value={draft[field]}
          autoComplete="off"
          onChange={({ target }) => changed(field, target.value)}
        />
      )}
    </Field>
  );
  const document = (field: 'jobDescription' | 'resume') => (
    <DocumentField
      field={field}
      value={draft[field]}
      error={errorOf(field)}
      changed={(value) => changed(field, value)}
    />
  );
  const choice = (field: JobField, choices: readonly Choice[], hint?: string) => (
    <Field name={field} label={form.fields[field]} hint={hint} error={errorOf(field)}>
      {(ties) => (
        <select
          {...ties}
          name={field}
          value={draft[field]}
          onChange={({ target }) => changed(field, target.value)}
        >
          {choices.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );

  return (
    <>
      <div className={styles.two}>
        {text('jobTitle', true)}
        {text('company')}
      </div>
      {document('jobDescription')}
      {document('resume')}
      <div className={styles.two}>
        {choice('kind', toChoices(interviewKinds))}
        {choice(
          'lengthMinutes',
          lengthsMinutes.map((minutes) => [String(minutes), format.minutes(minutes)]),
        )}
      </div>
      <details className={styles.more} data-testid="more">
        <summary>{form.more}</summary>
        <div className={styles.two}>
          {choice('persona', toChoices(personas))}
          {choice('difficulty', toChoices([1, 2, 3]))}
          {choice('patience', toChoices(patiences))}
          {choice('voice', toChoices(voices))}
          {choice(
            'language',
            languages.map((tag) => [tag, capitalised(languageNames.of(tag) ?? tag)]),
            isLocalInterviewer ? form.hints.languageLocal : undefined,
          )}
        </div>
      </details>
    </>
  );
}
