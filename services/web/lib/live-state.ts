import type { Connection } from '@ringback/shared/client/return-plan';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { PageSound, SoundElsewhere } from './call-sound.ts';
import { nothingAsked, type SteeringState } from './live-steering.ts';
import type { MicrophoneState } from './microphone-watch.ts';

/** What the live page shows. A new object whenever something changed. */
export interface LiveState {
  connection: Connection;
  view: SessionView | null;
  /** The browser's phone. */
  sound: PageSound;
  /** The microphone that no longer gives sound. Null while it works. */
  lostMicrophone: MicrophoneState | null;
  /** Which other page has the sound of a browser call. */
  soundElsewhere: SoundElsewhere;
  /** How many coaches watch by a shared link. */
  coaches: number;
  /** What can be asked of the interviewer, and what became of the last thing. */
  steering: SteeringState;
  /** How far this browser's clock is ahead of the server's, in ms. */
  clockAheadMs: number;
}

/** Before anything is known. */
export const nothingKnown: LiveState = {
  connection: { phase: 'idle' },
  view: null,
  sound: { phase: 'looking' },
  lostMicrophone: null,
  soundElsewhere: null,
  coaches: 0,
  steering: nothingAsked,
  clockAheadMs: 0,
};
