'use client';

import { ApiError } from '@ringback/shared/client/gateway-call';
import type { CallRequest } from '@ringback/shared/contract/http-api';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { checkDraft, type FieldErrors, type JobField, newJobDraft, toFieldErrors } from '../lib/job-draft.ts';
import { MicrophoneError } from '../lib/microphone.ts';
import { readDraft, rememberCall, rememberDraft } from '../lib/remembered.ts';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { startSession } from '../lib/start-session.ts';
import { CallChoice, type ChosenVia } from './call-choice.tsx';
import { JobFields } from './job-fields.tsx';
import { LeaveComputer } from './leave-computer.tsx';
import { MicrophoneCheck } from './microphone-check.tsx';
import { ModeBadge } from './mode-badge.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { PriceLine } from './price-line.tsx';
import { ReturnBanner } from './return-banner.tsx';
import { useLeaving } from './use-leaving.ts';
import { useServices } from './use-services.ts';

interface SetupPageProps {
  configuration: RunTimeConfiguration;
  previousSessionId: string | null;
  /** How the earlier session was called. */
  previousVia: ChosenVia | null;
}

const startWords = {
  browser: 'Start the interview',
  phone: 'Call me now',
  dial_in: 'Get my code',
} as const;

const toStartWords = (via: ChosenVia, mustVerify: boolean): string =>
  via === 'phone' && mustVerify ? 'Call it and ask for the code' : startWords[via];

const startingWords = { asking: 'Starting…', again: 'Trying again…' } as const;

/** The gateway's error codes that concern the phone number. */
const phoneCodes = [
  'number_invalid',
  'number_not_allowed',
  'phone_unavailable',
  'verify_first',
  'call_under_way',
];

/** The form from which a session starts. */
export function SetupPage({ configuration, previousSessionId, previousVia }: SetupPageProps) {
  const services = useServices(configuration);
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(newJobDraft);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [via, setVia] = useState<ChosenVia>(
    configuration.modes.carrier === 'off' ? 'browser' : (previousVia ?? 'browser'),
  );
  const [phoneNumber, setPhoneNumber] = useState('');
  /** Raised when a person leaves this computer: a call that they could return to does not belong to the next person. */
  const [visits, setVisits] = useState(0);
  const [phoneError, setPhoneError] = useState<string>();
  /** The number must first be shown, by a code, to be the candidate's own. */
  const [mustVerify, setMustVerify] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [starting, setStarting] = useState<'asking' | 'again' | null>(null);
  const leaving = useLeaving();

  useEffect(() => setDraft(readDraft()), []);
  useEffect(() => {
    if (Object.keys(errors).length === 0 && phoneError === undefined) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors, phoneError]);

  function changed(field: JobField, value: string): void {
    const next = { ...draft, [field]: value };
    setDraft(next);
    rememberDraft(next);
    setErrors(({ [field]: _, ...others }) => others);
  }

  function refused(error: unknown): void {
    setStarting(null);
    if (error instanceof MicrophoneError) setProblem(error.message);
    else if (!(error instanceof ApiError)) throw error;
    else if (phoneCodes.includes(error.code)) {
      setPhoneError(error.message);
      setMustVerify(error.code === 'verify_first');
    } else {
      setErrors(toFieldErrors(error.details));
      setProblem(error.message);
    }
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!services || starting !== null) return;
    setProblem(undefined);
    setPhoneError(undefined);
    const checked = checkDraft(draft);
    if (!checked.ok) return setErrors(checked.errors);
    if (via === 'phone' && phoneNumber.trim() === '') return setPhoneError('Which number should be called?');
    setErrors({});
    setStarting('asking');
    const call: CallRequest = via === 'phone' ? { via, phoneNumber: phoneNumber.trim() } : { via };
    const verified: CallRequest = call.via === 'phone' && mustVerify ? { ...call, verify: true } : call;
    const previous = sessionIdSchema.safeParse(previousSessionId);
    try {
      const start = {
        jobConfiguration: checked.jobConfiguration,
        call: verified,
        ...(previous.success ? { previousSessionId: previous.data } : {}),
      };
      const sessionId = await startSession(services.api, start, {
        tryingAgain: () => setStarting('again'),
        signal: leaving(),
      });
      if (sessionId === null) return;
      rememberCall(sessionId, call);
      router.push(`/sessions/${sessionId}`);
    } catch (error) {
      refused(error);
    }
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
              setMustVerify(false);
              setPhoneError(undefined);
            }}
          />
          {via === 'browser' ? <MicrophoneCheck /> : null}
        </section>
        <section className="start" aria-label="Start">
          <PriceLine
            api={services?.api ?? null}
            via={via}
            phoneNumber={phoneNumber}
            lengthMinutes={Number(draft.lengthMinutes)}
          />
          <p className="consent">
            You will talk to a machine. What both of you say is written down for you; no sound is recorded.
          </p>
          <p className="problem" role="alert">
            {problem}
          </p>
          <button
            type="submit"
            className="button primary large"
            data-testid="start"
            disabled={!services || starting !== null}
          >
            {starting === null ? toStartWords(via, mustVerify) : startingWords[starting]}
          </button>
          <p className="hint" role="status">
            {starting === 'again' ? 'The server has not answered. Trying again…' : null}
          </p>
        </section>
      </form>
      <OwnSessions key={`own ${visits}`} api={services?.api ?? null} />
      <LeaveComputer
        api={services?.api ?? null}
        left={() => {
          setDraft(newJobDraft());
          setPhoneNumber('');
          setVisits((before) => before + 1);
        }}
      />
    </main>
  );
}
