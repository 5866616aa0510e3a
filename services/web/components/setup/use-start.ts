import { ApiError } from '@ringback/shared/client/gateway-call';
import { consentVersion } from '@ringback/shared/contract/consent';
import type { CallRequest } from '@ringback/shared/contract/http-api';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import type { InterviewMode } from '@ringback/shared/contract/interview-mode';
import type { PracticeRequest } from '@ringback/shared/contract/practice';
import { useState } from 'react';
import { readWish, type WhenChoice } from '../../lib/booking/chosen-time.ts';
import { checkDraft, type JobDraft, type JobField, toRefusedFields } from '../../lib/job-draft.ts';
import { MicrophoneError } from '../../lib/microphone.ts';
import { rememberCall } from '../../lib/remembered.ts';
import { type FormProblems, findProblems, toProblems } from '../../lib/set-up/form-problems.ts';
import { startSession } from '../../lib/start-session.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import type { BookingOnPage } from '../booking/use-booking.ts';
import { useNavigation } from '../navigation/navigation-context.ts';
import { useLeaving } from '../use-leaving.ts';
import type { useServices } from '../use-services.ts';
import { useWords } from '../words/words-context.ts';
import type { ChosenVia } from './call-choice.tsx';
import type { PhoneEntry } from './phone-field.tsx';

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
  interviewMode: InterviewMode;
  draft: JobDraft;
  via: ChosenVia;
  phone: PhoneEntry;
  /** Of a call to a phone. */
  when: WhenChoice;
}

/** The number as this page has read it, else as it was typed: the gateway judges either. */
export const toCalledNumber = ({ typed, e164 }: PhoneEntry): string => e164 ?? typed.trim();

function findFormProblems({ draft, via, phone }: Filled): FormProblems {
  const isNumberMissing = via === 'phone' && phone.typed.trim() === '';
  return { ...findProblems(draft), ...(isNumberMissing ? { phoneNumber: { kind: 'missing' } } : {}) };
}

/** The start of a session from the form: what is wrong with the form, and how far the start has got. */
export function useStart(
  services: ReturnType<typeof useServices>,
  previousSessionId: string | null,
  practice: PracticeRequest | null,
  book: BookingOnPage['book'],
) {
  const { push } = useNavigation();
  const leaving = useLeaving();
  const words = useWords();
  const [problems, setProblems] = useState<FormProblems>({});
  /** Counted up with each refused try. */
  const [tries, setTries] = useState(0);
  /** The number must first be shown, by a code, to be the candidate's own. */
  const [mustVerify, setMustVerify] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [starting, setStarting] = useState<'asking' | 'again' | null>(null);

  function show(found: FormProblems): void {
    setProblems(found);
    setTries((before) => before + 1);
  }

  function refused(error: unknown, draft: JobDraft): void {
    setStarting(null);
    if (error instanceof MicrophoneError) {
      setProblem(words.call.microphoneProblems[error.problem]);
      return;
    }
    if (!(error instanceof ApiError)) throw error;
    const said = toProblemWords(words, error);
    if (phoneCodes.includes(error.code)) {
      setMustVerify(error.code === 'verify_first');
      show({ phoneNumber: { kind: 'said', words: said } });
      return;
    }
    const fields = toRefusedFields(error.details);
    if (fields.length === 0) setProblem(said);
    else show(toProblems(fields, draft));
  }

  async function start(filled: Filled): Promise<void> {
    if (!services || starting !== null) return;
    const { draft, via, phone, when, interviewMode } = filled;
    setProblem(undefined);
    // A phone that is to be shown first is called now: a booked call asks for no code.
    const wish = via === 'phone' && !mustVerify ? readWish(when, Date.now()) : null;
    const timeProblem = typeof wish === 'string' ? words.booking.timeProblems[wish] : null;
    const found = {
      ...findFormProblems(filled),
      ...(timeProblem === null ? {} : { bookedTime: { kind: 'said', words: timeProblem } as const }),
    };
    const checked = checkDraft(draft);
    if (checked === null || Object.keys(found).length > 0) return show(found);
    setProblems({});
    setStarting('asking');
    const call: CallRequest = via === 'phone' ? { via, phoneNumber: toCalledNumber(phone) } : { via };
    const verified: CallRequest = call.via === 'phone' && mustVerify ? { ...call, verify: true } : call;
    const previous = sessionIdSchema.safeParse(previousSessionId);
    try {
      const agreed = {
        jobConfiguration: checked,
        consent: consentVersion,
        ...(previous.success ? { previousSessionId: previous.data } : {}),
        ...(previous.success && practice !== null ? { practice } : {}),
        ...(interviewMode === 'study' ? { interviewMode } : {}),
      };
      if (wish !== null && typeof wish !== 'string') {
        const refusal = await book({ ...agreed, phoneNumber: toCalledNumber(phone), when: wish });
        if (refusal !== null) throw refusal;
        setStarting(null);
        return;
      }
      const wanted = { ...agreed, call: verified };
      const sessionId = await startSession(services.api, wanted, {
        tryingAgain: () => setStarting('again'),
        signal: leaving(),
      });
      if (sessionId === null) return;
      rememberCall(sessionId, call);
      push(`/sessions/${sessionId}`);
    } catch (error) {
      refused(error, draft);
    }
  }

  return {
    ...{ problems, tries, mustVerify, problem, starting, start },
    /** What was said of these fields is not so any more. */
    changed(...fields: (keyof FormProblems)[]) {
      if (fields.includes('phoneNumber')) setMustVerify(false);
      setProblems((before) =>
        Object.fromEntries(Object.entries(before).filter(([field]) => !fields.includes(field as JobField))),
      );
    },
  };
}
