import {
  interviewKinds,
  lengthsMinutes,
  patiences,
  personas,
  voices,
} from '@ringback/shared/contract/job-configuration';
import { type FieldErrors, type JobDraft, type JobField, jobFieldLabels } from '../lib/job-draft.ts';
import { Field } from './field.tsx';

interface JobFieldsProps {
  draft: JobDraft;
  errors: FieldErrors;
  changed: (field: JobField, value: string) => void;
}

type Choice = readonly [value: string, words: string];

const words: Readonly<Record<string, string>> = {
  recruiter_screen: 'Recruiter screen',
  hiring_manager: 'Hiring manager',
  behavioural: 'Behavioural',
  technical: 'Technical',
  warm: 'Warm',
  neutral: 'Neutral',
  sceptical: 'Sceptical',
  time_pressed: 'Pressed for time',
  patient: 'Patient – waits while you think',
  normal: 'Normal',
  brisk: 'Brisk',
};

const toChoices = (values: readonly string[]): Choice[] =>
  values.map((value) => [value, words[value] ?? value.charAt(0).toUpperCase() + value.slice(1)]);

const lengths: Choice[] = lengthsMinutes.map((minutes) => [String(minutes), `${minutes} minutes`]);
const difficulties: Choice[] = [
  ['1', 'Gentle'],
  ['2', 'Realistic'],
  ['3', 'Demanding'],
];
const languages: Choice[] = [
  ['en', 'English'],
  ['de', 'German'],
  ['es', 'Spanish'],
  ['fr', 'French'],
  ['it', 'Italian'],
  ['nl', 'Dutch'],
  ['pt', 'Portuguese'],
];

/** Every field of the job configuration. Only the title is required. */
export function JobFields({ draft, errors, changed }: JobFieldsProps) {
  const text = (field: JobField, hint?: string) => (
    <Field label={jobFieldLabels[field]} hint={hint} error={errors[field]}>
      {(ties) => (
        <input
          {...ties}
          name={field}
          value={draft[field]}
          autoComplete="off"
          onChange={({ target }) => changed(field, target.value)}
        />
      )}
    </Field>
  );
  const pasted = (field: JobField, hint: string) => (
    <Field label={jobFieldLabels[field]} hint={hint} error={errors[field]}>
      {(ties) => (
        <textarea
          {...ties}
          name={field}
          rows={5}
          value={draft[field]}
          onChange={({ target }) => changed(field, target.value)}
        />
      )}
    </Field>
  );
  const choice = (field: JobField, choices: Choice[]) => (
    <Field label={jobFieldLabels[field]} error={errors[field]}>
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
      <div className="fields two">
        {text('jobTitle')}
        {text('company', 'Optional')}
      </div>
      {pasted('jobDescription', 'Optional. Paste the advertisement; a list of requirements helps most.')}
      <div className="fields two">
        {choice('kind', toChoices(interviewKinds))}
        {choice('lengthMinutes', lengths)}
      </div>
      <details className="more" open={hasErrorInside(errors)}>
        <summary>More: résumé, interviewer, language, pace</summary>
        {pasted('resume', 'Optional. Paste it as text; the interviewer asks about what is in it.')}
        <div className="fields two">
          {choice('persona', toChoices(personas))}
          {choice('difficulty', difficulties)}
          {choice('patience', toChoices(patiences))}
          {choice('voice', toChoices(voices))}
          {choice('language', languages)}
        </div>
      </details>
    </>
  );
}

/** Where the form shows each field, so that none is forgotten: in sight, or in the folded part. */
const places: Readonly<Record<JobField, 'in_sight' | 'folded'>> = {
  jobTitle: 'in_sight',
  company: 'in_sight',
  jobDescription: 'in_sight',
  kind: 'in_sight',
  lengthMinutes: 'in_sight',
  resume: 'folded',
  persona: 'folded',
  difficulty: 'folded',
  patience: 'folded',
  voice: 'folded',
  language: 'folded',
};

/** An error must not hide in the folded part. Without one, the person decides whether to unfold it. */
function hasErrorInside(errors: FieldErrors): true | undefined {
  const fields = Object.keys(errors) as JobField[];
  return fields.some((field) => errors[field] !== undefined && places[field] === 'folded') ? true : undefined;
}
