import { idle, type ModelResponse } from './turns/response.ts';

/** What one model session is, knows and does. It dies with the session, whole: `newModel` makes the next one. */
export interface ModelState {
  /** Its provider has let it begin. */
  isConnected: boolean;
  /** It has not been told the conversation so far: until then it is asked nothing, and gets no caller audio. */
  isRestoring: boolean;
  /** The configuration that it has confirmed; null before its receipt. */
  receivedHash: string | null;
  /** The instructions that it was last given and has not confirmed; null when it has. */
  awaited: { instructions: string; configurationHash: string } | null;
  /** The voice that it was given; null before that. */
  voice: string | null;
  /** It was asked to speak: its voice cannot be changed any more. */
  isVoiceFixed: boolean;
  /** Where its own clock of caller audio begins on the clock of the call; null until its first frame. */
  clockBaseMs: number | null;
  /** Items that it does not know: they were said to, or by, an earlier one. */
  unknownItems: ReadonlySet<string>;
  response: ModelResponse;
  /** A response is wanted as soon as the present one is done, or the candidate's turn. */
  isResponseOwed: boolean;
  /** The provider is to be asked again at a later moment, and not before. */
  isAskingLater: boolean;
  /** Responses that failed, and that had no sound, in a row. */
  failedResponses: number;
  silentResponses: number;
}

/** A model session before anything has happened to it; `unknownItems`: what was said before. */
export function newModel(made: Pick<ModelState, 'isRestoring' | 'unknownItems'>): ModelState {
  return {
    ...made,
    isConnected: false,
    receivedHash: null,
    awaited: null,
    voice: null,
    isVoiceFixed: false,
    clockBaseMs: null,
    response: idle,
    isResponseOwed: false,
    isAskingLater: false,
    failedResponses: 0,
    silentResponses: 0,
  };
}
