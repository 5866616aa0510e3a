/** Who may speak at this moment, and what is undecided about it. It dies with the candidate's line and with a model session. */
export interface FloorState {
  /** The item whose audio is on the link. */
  speaking: string | null;
  /** The candidate makes a sound while the interviewer has the floor; whether it interrupts is not decided. */
  held: HeldSound | null;
  /** Caller audio of before this model session still comes. */
  catchUp: CatchUp | null;
  /** The candidate has spoken into a loss: their turn is waited for, and for no longer than its limit. */
  isTurnMissing: boolean;
  /** It is the candidate's turn, and they are silent. */
  isCandidateAwaited: boolean;
}

/** When the candidate was last loud in caller audio that is replayed, for how long in all, and quiet since. */
export interface CatchUp {
  lastLoudMs: number | null;
  loudMs: number;
  quietMs: number;
}

/** A sound into the interviewer's turn; the phone is silent since `atMs`, with `leftMs` of the turn to be heard. */
interface HeldSound {
  itemId: string;
  loudMs: number;
  quietMs: number;
  atMs: number;
  /** Null: the turn is still being made. */
  leftMs: number | null;
}

export const freeFloor: FloorState = {
  speaking: null,
  held: null,
  catchUp: null,
  isTurnMissing: false,
  isCandidateAwaited: false,
};
