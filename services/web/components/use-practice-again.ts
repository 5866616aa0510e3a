import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { isStudy } from '@ringback/shared/contract/interview-mode';
import { toKnownConfiguration } from '@ringback/shared/contract/job-configuration';
import type { PracticeRequest } from '@ringback/shared/contract/practice';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { useState } from 'react';
import { toJobDraft } from '../lib/job-draft.ts';
import { MicrophoneError } from '../lib/microphone.ts';
import { toPracticeQuery } from '../lib/practice/practice-query.ts';
import { callOf, rememberCall, rememberDraft } from '../lib/remembered.ts';
import { startSession } from '../lib/start-session.ts';
import { toModeQuery } from '../lib/study/mode-query.ts';
import { type EndableSession, whenClosed } from '../lib/when-closed.ts';
import { toProblemWords } from '../lib/words/problem-words.ts';
import { useNavigation } from './navigation/navigation-context.ts';
import { useLeaving } from './use-leaving.ts';
import { useWords } from './words/words-context.ts';

/**
 * From ended to closed takes at most 5 s. A session that is not closed by then is ended by the server as superseded.
 */
const closedWithinMs = 8_000;

interface PracticeAgain {
  /** What is in progress. Null when nothing is. */
  step: 'ending' | 'starting' | 'again' | null;
  problem: string | undefined;
  again: () => Promise<void>;
  /** Starts a session that practises something of this one. */
  practise: (practice: PracticeRequest) => Promise<void>;
  /** Ends this session and opens the form, filled in. */
  editFirst: () => Promise<void>;
}

/** Starts a new attempt: first the old call ends and is released everywhere, then the new session starts. */
export function usePracticeAgain(
  api: ApiClient | null,
  session: EndableSession | null,
  view: SessionView | null,
): PracticeAgain {
  const { push } = useNavigation();
  const words = useWords();
  const leaving = useLeaving();
  const [step, setStep] = useState<PracticeAgain['step']>(null);
  const [problem, setProblem] = useState<string>();

  /** False when the page was left meanwhile. The person then no longer wants another attempt. */
  async function endFirst(live: EndableSession, old: SessionView): Promise<boolean> {
    if (old.phase === 'closed') return true;
    // An ended session is not ended again. Only its closing is awaited.
    setStep(old.status === 'ended' ? 'starting' : 'ending');
    const closed = whenClosed(live, closedWithinMs);
    if (old.status !== 'ended') void live.hangUp();
    return (await closed) !== 'left';
  }

  async function toForm(old: SessionView, practice?: PracticeRequest): Promise<void> {
    rememberDraft(toJobDraft(toKnownConfiguration(old.jobConfiguration)));
    push(`/?previous=${old.sessionId}&via=${old.via}${toPracticeQuery(practice)}${toModeQuery(old)}`);
  }

  function failed(error: unknown): void {
    setStep(null);
    if (error instanceof MicrophoneError) setProblem(words.call.microphoneProblems[error.problem]);
    else if (error instanceof ApiError) setProblem(toProblemWords(words, error));
    else throw error;
  }

  async function attempt(next: (old: SessionView) => Promise<void>): Promise<void> {
    if (step !== null || !session || !view) return;
    setProblem(undefined);
    try {
      if (!(await endFirst(session, view))) return;
      setStep('starting');
      await next(view);
    } catch (error) {
      failed(error);
    }
  }

  async function startAgain(old: SessionView, practice?: PracticeRequest): Promise<void> {
    const call = old.via === 'browser' ? ({ via: 'browser' } as const) : callOf(old.sessionId);
    // The number is kept nowhere that would survive a reload.
    if (!api || call === null) return toForm(old, practice);
    const start = {
      // What the record holds now. A late edit may have changed it.
      jobConfiguration: toKnownConfiguration((session?.state.view ?? old).jobConfiguration),
      call,
      previousSessionId: old.sessionId,
      ...(practice === undefined ? {} : { practice }),
      // The same mode, so that the two can be compared.
      ...(isStudy(old) ? { interviewMode: 'study' as const } : {}),
    };
    const signal = leaving();
    const sessionId = await startSession(api, start, { tryingAgain: () => setStep('again'), signal });
    if (sessionId === null) return;
    rememberCall(sessionId, call);
    push(`/sessions/${sessionId}`);
  }

  return {
    ...{ step, problem },
    again: () => attempt((old) => startAgain(old)),
    practise: (practice) => attempt((old) => startAgain(old, practice)),
    editFirst: () => attempt((old) => toForm(old)),
  };
}
