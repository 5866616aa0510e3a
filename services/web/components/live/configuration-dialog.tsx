import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { checkDraft, type JobField, toJobDraft } from '../../lib/job-draft.ts';
import type { LiveSession } from '../../lib/live-session.ts';
import { rememberDraft } from '../../lib/remembered.ts';
import { type FormProblems, findProblems } from '../../lib/set-up/form-problems.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { JobFields } from '../setup/job-fields.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { SetUpWords } from '../words/set-up-words.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './configuration-dialog.module.css';

interface ConfigurationDialogProps {
  session: LiveSession;
  jobConfiguration: JobConfiguration;
  /** The interviewer on this machine speaks one language. */
  isLocalInterviewer: boolean;
  closed: () => void;
}

/** The form as a person changes it, sent to the interviewer, and what came of that. */
function useConfigurationForm({ session, jobConfiguration, closed }: ConfigurationDialogProps) {
  const { live } = useWords();
  const announce = useAnnounce();
  const [draft, setDraft] = useState(() => toJobDraft(jobConfiguration));
  const [problems, setProblems] = useState<FormProblems>({});
  const [problem, setProblem] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  /** Counted up with each try, so that the same error takes the focus again. */
  const [tries, setTries] = useState(0);

  function changed(field: JobField, value: string): void {
    setDraft((before) => ({ ...before, [field]: value }));
    setProblems(({ [field]: _, ...others }) => others);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isSending) return;
    setTries((before) => before + 1);
    const checked = checkDraft(draft);
    const found = findProblems(draft);
    setProblem(checked !== null ? undefined : live.fieldsToMend(Object.keys(found).length));
    if (checked === null) return setProblems(found);
    setIsSending(true);
    const { outcome } = await session.changeConfiguration(checked);
    setIsSending(false);
    if (outcome !== 'ok' && outcome !== 'duplicate') return setProblem(live.editRefusals[outcome]);
    rememberDraft(draft);
    announce(live.sent);
    closed();
  }

  return { draft, problems, problem, tries, isSending, changed, submit };
}

function FormDialog(props: ConfigurationDialogProps) {
  const { frame, live } = useWords();
  const { draft, problems, problem, tries, isSending, changed, submit } = useConfigurationForm(props);
  const summary = useRef<HTMLDivElement>(null);
  // What is wrong is read first, and is above the field on a low screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try with the same error takes the focus too.
  useEffect(() => {
    if (problem !== undefined) summary.current?.focus();
  }, [problem, tries]);
  return (
    <Dialog title={live.editTitle} closed={props.closed} data-testid="configuration-dialog">
      <form className={styles.form} onSubmit={submit} noValidate>
        <p className={styles.why}>{live.editWhy}</p>
        {problem === undefined ? null : (
          <div ref={summary} tabIndex={-1}>
            <Banner kind="danger">
              <p>{problem}</p>
            </Banner>
          </div>
        )}
        <JobFields
          draft={draft}
          problems={problems}
          changed={changed}
          isLocalInterviewer={props.isLocalInterviewer}
        />
        <DialogButtons>
          <Button onClick={props.closed}>{frame.cancel}</Button>
          <Button kind="primary" type="submit" disabled={isSending} data-testid="send-configuration">
            {isSending ? live.sending : live.tellInterviewer}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

/**
 * Changes the job configuration during a call, with the form and the words of set-up. Closes when the server has
 * acknowledged the change.
 */
export const ConfigurationDialog = (props: ConfigurationDialogProps) => (
  <SetUpWords>
    <FormDialog {...props} />
  </SetUpWords>
);
