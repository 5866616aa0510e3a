/**
 * Who may speak at the moment, and what is undecided about it. It dies with the candidate's line and with a model
 * session.
 */
export interface FloorState {
  /** The item whose audio is on the link. */
  speaking: string | null;
  /** The candidate makes a sound while the interviewer has the floor. Whether it interrupts is undecided. */
  held: HeldSound | null;
  /** Caller audio from before this model session is still coming. */
  isCatchingUp: boolean;
  /** The candidate spoke during a loss. Their turn is awaited, but no longer than its limit. */
  isTurnMissing: boolean;
  /** It is the candidate's turn, and they are silent. */
  isCandidateAwaited: boolean;
}

/**
 * A sound during the interviewer's turn. The phone has been silent since `atMs`, with `leftMs` of the turn still to be
 * heard.
 */
export interface HeldSound {
  itemId: string;
  atMs: number;
  /** Null: the turn is still being made. */
  leftMs: number | null;
}

export const freeFloor: FloorState = {
  speaking: null,
  held: null,
  isCatchingUp: false,
  isTurnMissing: false,
  isCandidateAwaited: false,
};
