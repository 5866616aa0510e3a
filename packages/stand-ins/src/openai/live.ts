import type { OpenedVoice } from '../voice/open-voice.ts';
import { createLocalInterviewer } from './interviewer/local-interviewer.ts';
import { type Ears, mouthOf } from './parts.ts';
import { startRealtimeStandIn } from './realtime-server.ts';
import type { RealtimeStandIn, RealtimeStandInOptions } from './realtime-stand-in.ts';
import { createResponsesStandIn } from './responses/responses-stand-in.ts';

export interface LiveRealtimeStandInOptions
  extends Omit<RealtimeStandInOptions, 'parts' | 'keptEvents' | 'keptSessions'> {
  /** Owned by the caller: closing the stand-in does not close it. */
  speech: Pick<OpenedVoice, 'voice' | 'hearing' | 'createTurnDetector'>;
}

/**
 * The stand-in with a real voice, real ears, the local interviewer and the Responses API. It keeps few sessions in
 * memory, because it may run for days.
 */
export function startLiveRealtimeStandIn({
  speech,
  ...options
}: LiveRealtimeStandInOptions): Promise<RealtimeStandIn> {
  const ears: Ears = {
    createTurnDetector: (detector) => speech.createTurnDetector(detector),
    // Read at each turn, because it becomes null when the recogniser cannot be loaded. Transcriptions then fail
    // openly.
    get hearing() {
      return speech.hearing;
    },
    isIncremental: true,
  };
  const mouth = mouthOf(speech.voice);
  const mind = createLocalInterviewer();
  const responses = createResponsesStandIn(options.apiKey === undefined ? {} : { apiKey: options.apiKey });
  return startRealtimeStandIn({
    otherRequests: responses.listener,
    ...options,
    // Events of unknown types are for tests. The other liberties of the protocol stay.
    faults: { unknownEvents: 0, ...options.faults },
    parts: { ears: () => ears, mouth: () => mouth, mind: () => mind },
    keptSessions: 10,
    keptEvents: 200,
  });
}
