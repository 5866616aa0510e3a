'use client';

import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { checkDraft, type FieldErrors, toJobDraft } from '../lib/job-draft.ts';
import type { LiveSession } from '../lib/live-session.ts';
import { rememberDraft } from '../lib/remembered.ts';
import { JobFields } from './job-fields.tsx';

interface ConfigurationDialogProps {
  session: LiveSession;
  jobConfiguration: JobConfiguration;
  closed: () => void;
}

const refusals = {
  illegal: 'The call is over: its job configuration cannot be changed any more.',
  stale: 'The session has moved on. Look at the fields again, then send them.',
  limited: 'Too many changes at once. Try again in a moment.',
  unanswered: 'The server did not answer. The change may not have arrived; try again.',
} as const;

/** Changes the job configuration during a call. Closes when the server has acknowledged the change. */
export function ConfigurationDialog({ session, jobConfiguration, closed }: ConfigurationDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [draft, setDraft] = useState(() => toJobDraft(jobConfiguration));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<string>();
  const [isSending, setIsSending] = useState(false);

  useEffect(() => dialog.current?.showModal(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isSending) return;
    const checked = checkDraft(draft);
    if (!checked.ok) return setErrors(checked.errors);
    setIsSending(true);
    setProblem(undefined);
    const { outcome, message } = await session.changeConfiguration(checked.jobConfiguration);
    setIsSending(false);
    if (outcome !== 'ok' && outcome !== 'duplicate') return setProblem(message ?? refusals[outcome]);
    rememberDraft(draft);
    dialog.current?.close();
  }

  return (
    <dialog ref={dialog} className="dialog" onClose={closed} aria-labelledby="configuration-title">
      <form onSubmit={submit} noValidate>
        <h2 id="configuration-title">Edit the job</h2>
        <p className="hint">
          Your interviewer is told at once. A new voice or length comes only with the next interview.
        </p>
        <JobFields
          draft={draft}
          errors={errors}
          changed={(field, value) => {
            setDraft((before) => ({ ...before, [field]: value }));
            setErrors(({ [field]: _, ...others }) => others);
          }}
        />
        <p className="problem" role="alert">
          {problem}
        </p>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button
            type="submit"
            className="button primary"
            disabled={isSending}
            data-testid="send-configuration"
          >
            {isSending ? 'Sending…' : 'Tell the interviewer'}
          </button>
        </div>
      </form>
    </dialog>
  );
}
