'use client';

import { oneQuestionMinutes, type PracticeRequest } from '@ringback/shared/contract/practice';
import Link from 'next/link';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type JobField, newJobDraft } from '../lib/job-draft.ts';
import { readDraft, rememberDraft } from '../lib/remembered.ts';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { CallChoice, type ChosenVia } from './call-choice.tsx';
import { ForgetDevice } from './devices/forget-device.tsx';
import { JobFields } from './job-fields.tsx';
import { MicrophoneCheck } from './microphone-check.tsx';
import { ModeBadge } from './mode-badge.tsx';
import { PracticeBanner } from './practice-banner.tsx';
import { ReturnBanner } from './return-banner.tsx';
import { StartSection } from './start-section.tsx';
import { useServices } from './use-services.ts';
import { useStart } from './use-start.ts';

interface SetupPageProps {
  configuration: RunTimeConfiguration;
  previousSessionId: string | null;
  /** How the earlier session was called. */
  previousVia: ChosenVia | null;
  /** What of the earlier session is practised. Null: the interview is like any other. */
  practice: PracticeRequest | null;
}

/** The form from which a session starts. */
export function SetupPage({ configuration, previousSessionId, previousVia, practice }: SetupPageProps) {
  const services = useServices(configuration);
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(newJobDraft);
  const [via, setVia] = useState<ChosenVia>(
    configuration.modes.carrier === 'off' ? 'browser' : (previousVia ?? 'browser'),
  );
  const [phoneNumber, setPhoneNumber] = useState('');
  /** Raised when a person leaves this computer: a call that they could return to does not belong to the next person. */
  const [visits, setVisits] = useState(0);
  const { errors, phoneError, mustVerify, problem, starting, ...start } = useStart(
    services,
    previousSessionId,
    practice,
  );

  useEffect(() => setDraft(readDraft()), []);
  useEffect(() => {
    if (Object.keys(errors).length === 0 && phoneError === undefined) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors, phoneError]);

  function changed(field: JobField, value: string): void {
    const next = { ...draft, [field]: value };
    setDraft(next);
    rememberDraft(next);
    start.fieldChanged(field);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void start.start({ draft, via, phoneNumber });
  }

  return (
    <main className="setup">
      <header className="setup-head">
        <h1>Rehearse your job interview</h1>
        <p>Say which job it is for. You are called by an interviewer who has prepared for that job.</p>
        <ModeBadge modes={configuration.modes} />
      </header>
      <ReturnBanner key={visits} api={services?.api ?? null} reattachMs={configuration.reattachMs} />
      <form ref={form} onSubmit={submit} noValidate aria-label="Set up the interview">
        {practice === null || previousSessionId === null ? null : (
          <PracticeBanner
            practice={practice}
            difficulty={Number(draft.difficulty)}
            reportAddress={`/sessions/${previousSessionId}/report`}
          />
        )}
        <section className="card" aria-label="The job">
          <h2>The job</h2>
          <JobFields draft={draft} errors={errors} changed={changed} />
        </section>
        <section className="card" aria-label="The call">
          <h2>The call</h2>
          <CallChoice
            via={via}
            carrier={configuration.modes.carrier}
            softPhonePort={configuration.softPhonePort}
            phoneNumber={phoneNumber}
            phoneError={phoneError}
            isAgain={previousVia === 'phone'}
            viaChanged={setVia}
            phoneNumberChanged={(number) => {
              setPhoneNumber(number);
              start.phoneNumberChanged();
            }}
          />
          {via === 'browser' ? <MicrophoneCheck /> : null}
        </section>
        <StartSection
          {...{ problem, starting, mustVerify, via, phoneNumber }}
          api={services?.api ?? null}
          lengthMinutes={practice?.kind === 'one_question' ? oneQuestionMinutes : Number(draft.lengthMinutes)}
        />
      </form>
      <p>
        <Link className="button" href="/history" data-testid="to-history">
          Your interviews and their reports
        </Link>
      </p>
      <ForgetDevice
        api={services?.api ?? null}
        forgotten={() => {
          setDraft(newJobDraft());
          setPhoneNumber('');
          setVisits((before) => before + 1);
        }}
      />
    </main>
  );
}
