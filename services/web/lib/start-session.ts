import type { ApiClient, StartRequest } from '@ringback/shared/client/api-client';
import { createDebugLog } from '@ringback/shared/client/debug-log';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { newOperationId } from '@ringback/shared/client/operation-id';
import type { CallRequest, SessionStarted } from '@ringback/shared/contract/http-api';
import type { OperationId, SessionId } from '@ringback/shared/contract/ids';
import type { InterviewMode } from '@ringback/shared/contract/interview-mode';
import type { JobConfigurationInput } from '@ringback/shared/contract/job-configuration';
import type { PracticeRequest } from '@ringback/shared/contract/practice';
import { leaveHandover } from './handover.ts';
import { closeMicrophone } from './microphone.ts';
import { rememberDialIn, rememberGateCode } from './remembered.ts';
import { openChosenMicrophone } from './sound-check/open-chosen-microphone.ts';
import { tryAgainUnanswered } from './try-again.ts';

export interface SessionStart {
  jobConfiguration: JobConfigurationInput;
  call: CallRequest;
  previousSessionId?: SessionId;
  /** What to practise of it. */
  practice?: PracticeRequest;
  /** Absent: `exam`. */
  interviewMode?: InterviewMode;
  /** Which words of consent the page has shown. */
  consent?: string;
}

/**
 * The last start that got no answer. A retry, by the page or by hand, must find the same session instead of creating a
 * second one.
 */
let unanswered: { body: string; operationId: OperationId } | null = null;

function operationFor(start: SessionStart): OperationId {
  const body = JSON.stringify(start);
  if (unanswered?.body !== body) unanswered = { body, operationId: newOperationId() };
  return unanswered.operationId;
}

/** An earlier attempt that has been erased or has expired must not prevent a new one. */
async function startOrForget(api: ApiClient, request: StartRequest): Promise<SessionStarted> {
  try {
    return await api.startSession(request);
  } catch (error) {
    const { previousSessionId, ...alone } = request;
    const isForgotten = error instanceof ApiError && error.code === 'session_not_found';
    // Without the earlier attempt there is nothing of it to practise.
    if (!isForgotten || previousSessionId === undefined || request.practice !== undefined) throw error;
    return api.startSession(alone);
  }
}

/** Ends a session that was started for a page that is left: no phone should ring for it and no slot be held. */
async function endUnwanted(api: ApiClient, sessionId: SessionId): Promise<void> {
  const operationId = newOperationId();
  const log = createDebugLog({ sessionId });
  try {
    await tryAgainUnanswered(() => api.end(sessionId, operationId));
    log('started for a page that is left: ended', { operationId });
  } catch (error) {
    log('started for a page that is left: not ended', { operationId, reason: String(error) });
  }
}

/** How a page follows its start. */
export interface StartFollower {
  /** There was no answer, and the same start is sent again. */
  tryingAgain?: () => void;
  /**
   * Aborted when the page is left. Every page that starts a session passes one, so that no phone rings for a person
   * who has gone on.
   */
  signal: AbortSignal;
}

/**
 * Starts a session at a person's click. First it opens the microphone (browser calls), so that no session starts in
 * which the person could not speak. Then it starts the session, and retries when there is no answer. Last, it leaves
 * what the live page needs. Returns null when the page was left meanwhile. A started session is then ended.
 *
 * @throws MicrophoneError, ApiError
 */
export async function startSession(
  api: ApiClient,
  start: SessionStart,
  { tryingAgain, signal }: StartFollower,
): Promise<SessionId | null> {
  const log = createDebugLog({ previousSessionId: start.previousSessionId ?? null });
  const operationId = operationFor(start);
  log('job configuration ready', { operationId });
  const microphone = start.call.via === 'browser' ? await openChosenMicrophone() : null;
  const letMicrophoneGo = (): void => {
    if (microphone) closeMicrophone(microphone);
  };
  if (signal.aborted) {
    letMicrophoneGo();
    return null;
  }
  let started: SessionStarted;
  try {
    log('job configuration sent', { via: 'http', operationId });
    started = await tryAgainUnanswered(() => startOrForget(api, { operationId, ...start }), {
      signal,
      tryingAgain(attempt) {
        log('job configuration sent again', { operationId, attempt });
        tryingAgain?.();
      },
    });
  } catch (error) {
    letMicrophoneGo();
    throw error;
  }
  unanswered = null;
  const { sessionId, ticket, media, dialIn, gateCode } = started;
  if (signal.aborted) {
    letMicrophoneGo();
    await endUnwanted(api, sessionId);
    return null;
  }
  if (dialIn) rememberDialIn(sessionId, dialIn);
  if (gateCode) rememberGateCode(sessionId, gateCode);
  log('job configuration acknowledged', { sessionId });
  if (!media) letMicrophoneGo();
  leaveHandover({
    sessionId,
    ticket,
    audio: microphone && media ? { microphone, token: media.token } : null,
  });
  return sessionId;
}
