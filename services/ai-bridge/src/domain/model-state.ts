import { idle, type ModelResponse } from './turns/response.ts';

/** What one model session is, knows and does. All of it dies with the session. `newModel` makes the next one. */
export interface ModelState {
  /** Its provider has let it begin. */
  isConnected: boolean;
  /** It has not been told the conversation so far. Until then it is asked nothing, and gets no caller audio. */
  isRestoring: boolean;
  /** The configuration that it has confirmed. Null before its receipt. */
  receivedHash: string | null;
  /** The latest instructions that it has not confirmed yet. Null once it has. */
  awaited: { instructions: string; configurationHash: string } | null;
  /** The voice that it was given. Null before that. */
  voice: string | null;
  /** It was asked to speak, so its voice can no longer change. */
  isVoiceFixed: boolean;
  /** Where its own clock of caller audio begins on the call's clock. Null until its first frame. */
  clockBaseMs: number | null;
  /** The items that it does not know, because they belong to an earlier session. */
  unknownItems: ReadonlySet<string>;
  response: ModelResponse;
  /** A response is wanted as soon as the present one, or the candidate's turn, is done. */
  isResponseOwed: boolean;
  /** The provider is to be asked again later, and not before. */
  isAskingLater: boolean;
  /** How many responses in a row failed, and how many had no sound. */
  failedResponses: number;
  silentResponses: number;
}

/** A model session before anything has happened to it. `unknownItems`: what was said before. */
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
