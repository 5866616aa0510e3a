import { ApiError } from '@ringback/shared/client/gateway-call';
import { consentVersion } from '@ringback/shared/contract/consent';
import type { CallRequest } from '@ringback/shared/contract/http-api';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import type { PracticeRequest } from '@ringback/shared/contract/practice';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import {
  checkDraft,
  type FieldErrors,
  type JobDraft,
  type JobField,
  toFieldErrors,
} from '../lib/job-draft.ts';
import { MicrophoneError } from '../lib/microphone.ts';
import { rememberCall } from '../lib/remembered.ts';
import { startSession } from '../lib/start-session.ts';
import type { ChosenVia } from './call-choice.tsx';
import { useLeaving } from './use-leaving.ts';
import type { useServices } from './use-services.ts';

/** The gateway's error codes that concern the phone number. */
const phoneCodes = [
  'number_invalid',
  'number_not_allowed',
  'phone_unavailable',
  'verify_first',
  'call_under_way',
];

/** What the candidate has filled in. */
interface Filled {
  draft: JobDraft;
  via: ChosenVia;
  phoneNumber: string;
}

/** The start of a session from the form: what is wrong with the form, and how far the start has got. */
export function useStart(
  services: ReturnType<typeof useServices>,
  previousSessionId: string | null,
  practice: PracticeRequest | null,
) {
  const router = useRouter();
  const leaving = useLeaving();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [phoneError, setPhoneError] = useState<string>();
  /** The number must first be shown, by a code, to be the candidate's own. */
  const [mustVerify, setMustVerify] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [starting, setStarting] = useState<'asking' | 'again' | null>(null);

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

  async function start({ draft, via, phoneNumber }: Filled): Promise<void> {
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
      const wanted = {
        jobConfiguration: checked.jobConfiguration,
        call: verified,
        consent: consentVersion,
        ...(previous.success ? { previousSessionId: previous.data } : {}),
        ...(previous.success && practice !== null ? { practice } : {}),
      };
      const sessionId = await startSession(services.api, wanted, {
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

  return {
    ...{ errors, phoneError, mustVerify, problem, starting, start },
    /** What was said of this field, or of the number, is not so any more. */
    fieldChanged: (field: JobField) => setErrors(({ [field]: _, ...others }) => others),
    phoneNumberChanged() {
      setMustVerify(false);
      setPhoneError(undefined);
    },
  };
}
