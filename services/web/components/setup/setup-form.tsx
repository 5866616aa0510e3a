import type { InterviewMode } from '@ringback/shared/contract/interview-mode';
import { oneQuestionMinutes, type PracticeRequest } from '@ringback/shared/contract/practice';
import { type FormEvent, useEffect, useState } from 'react';
import type { WhenChoice } from '../../lib/booking/chosen-time.ts';
import type { JobDraft, JobField } from '../../lib/job-draft.ts';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { toFieldWords } from '../../lib/set-up/form-problems.ts';
import { readModeQuery } from '../../lib/study/mode-query.ts';
import type { BookingOnPage } from '../booking/use-booking.ts';
import { WhenChoiceFields } from '../booking/when-choice.tsx';
import { useTitle } from '../frame/use-title.ts';
import { PracticeBanner } from '../practice-banner.tsx';
import { StudyChoice } from '../study/study-choice.tsx';
import { Card } from '../ui/card.tsx';
import { fieldId } from '../ui/field.tsx';
import type { Services } from '../use-services.ts';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import { CallCard } from './call-card.tsx';
import type { ChosenVia } from './call-choice.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { JobFields } from './job-fields.tsx';
import type { PhoneEntry } from './phone-field.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import styles from './setup-page.module.css';
import { StartSection } from './start-section.tsx';
import type { PreviewState } from './use-preview.ts';
import { toCalledNumber, useStart } from './use-start.ts';
import { WorkedExamples } from './worked-examples.tsx';

interface SetupFormProps {
  configuration: RunTimeConfiguration;
  services: Services | null;
  booking: BookingOnPage;
  draft: JobDraft;
  preview: PreviewState;
  phone: PhoneEntry;
  previousSessionId: string | null;
  previousVia: ChosenVia | null;
  practice: PracticeRequest | null;
  fill: (draft: JobDraft) => void;
  phoneChanged: (entry: PhoneEntry) => void;
}

/** The form from which a session starts. A title is enough. */
export function SetupForm(props: SetupFormProps) {
  const { configuration, services, booking, draft, phone, previousSessionId, previousVia, practice } = props;
  const words = useWords();
  const format = useFormat();
  const { form, frame } = words;
  const { documents } = useSetUpWords();
  const [when, setWhen] = useState<WhenChoice>({ kind: 'now' });
  const { carrier, model } = configuration.modes;
  const [via, setVia] = useState<ChosenVia>(carrier === 'off' ? 'browser' : (previousVia ?? 'browser'));
  const [interviewMode, setInterviewMode] = useState<InterviewMode>('exam');
  // Not by the server: the address of this visit is what counts, also after the back button.
  useEffect(() => setInterviewMode(readModeQuery(window.location.search)), []);
  useEffect(() => {
    // The page has come by a button that is gone, to a form that is filled in.
    if (previousSessionId !== null && document.activeElement === document.body)
      document.getElementById(fieldId('jobTitle'))?.focus();
  }, [previousSessionId]);
  const { problems, tries, mustVerify, problem, starting, ...start } = useStart(
    services,
    previousSessionId,
    practice,
    booking.book,
  );
  const hasProblems = Object.keys(problems).length > 0;
  useTitle(hasProblems ? form.errorTitle(frame.defaultTitle) : frame.defaultTitle);

  function fill(next: JobDraft): void {
    props.fill(next);
    start.changed(...(Object.keys(next) as JobField[]));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void start.start({ draft, via, phone, when, interviewMode });
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={form.label}>
      <ErrorSummary problems={problems} tries={tries} />
      {practice === null || previousSessionId === null ? null : (
        <PracticeBanner
          practice={practice}
          difficulty={Number(draft.difficulty)}
          reportAddress={`/sessions/${previousSessionId}/report`}
        />
      )}
      <Card title={form.job}>
        <WorkedExamples draft={draft} fill={fill} />
        <JobFields
          draft={draft}
          problems={problems}
          isLocalInterviewer={model === 'local'}
          changed={(field, value) => {
            props.fill({ ...draft, [field]: value });
            start.changed(field);
          }}
        />
        <StudyChoice mode={interviewMode} changed={setInterviewMode} />
      </Card>
      <details className={styles.fold} data-testid="preview-fold">
        <summary>{documents.preview}</summary>
        <PreviewPanel draft={draft} state={props.preview} />
      </details>
      <CallCard
        {...{ configuration, via, phone }}
        problem={problems.phoneNumber}
        isAgain={previousVia === 'phone'}
        viaChanged={setVia}
        phoneChanged={(entry) => {
          if (entry.typed !== phone.typed) start.changed('phoneNumber');
          props.phoneChanged(entry);
        }}
      >
        <WhenChoiceFields
          when={when}
          changed={(next) => {
            setWhen(next);
            start.changed('bookedTime');
          }}
          surpriseWithinMs={booking.answer?.surpriseWithinMs ?? null}
          error={problems.bookedTime && toFieldWords('bookedTime', problems.bookedTime, { words, format })}
        />
      </CallCard>
      <StartSection
        {...{ problem, starting, mustVerify, via }}
        isBooking={via === 'phone' && when.kind !== 'now'}
        api={services?.api ?? null}
        phoneNumber={toCalledNumber(phone)}
        lengthMinutes={practice?.kind === 'one_question' ? oneQuestionMinutes : Number(draft.lengthMinutes)}
      />
    </form>
  );
}
