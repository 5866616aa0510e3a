/**
 * Decides when a scripted candidate speaks: after the interviewer has stopped or, on demand, in the middle. Pure and
 * in audio time only: 20 ms frames come in, decisions come out.
 */
import { FRAME_MS } from './playback-buffer.ts';

export interface TurnTaking {
  /** This much quiet after speech ends the interviewer's turn. */
  hangoverMs: number;
  /** A shorter sound is noise and not a turn. */
  minSpeechMs: number;
  /** Interviewer turns (0 is the first) to interrupt, and after how much speech. */
  bargeIns: readonly { turn: number; afterMs: number }[];
}

export interface TurnState {
  /** The candidate is speaking, but still listens to the interviewer. */
  isSpeaking: boolean;
  /** How many turns of the interviewer were answered or interrupted. */
  turn: number;
  /** Loud audio of the current turn. */
  loudMs: number;
  quietMs: number;
  heardFromMs: number;
  heardToMs: number;
}

export type Decision = 'listen' | 'answer' | 'interrupt';

export const firstTurn: TurnState = {
  isSpeaking: false,
  turn: 0,
  loudMs: 0,
  quietMs: 0,
  heardFromMs: 0,
  heardToMs: 0,
};

/** One frame of what is heard. After `answer` or `interrupt` the candidate is speaking, until `endSpeaking`. */
export function hearFrame(
  rules: TurnTaking,
  state: TurnState,
  frame: { isLoud: boolean; atMs: number },
): [TurnState, Decision] {
  const heard = count(state, frame);
  const isQuiet = heard.quietMs >= rules.hangoverMs;
  if (state.isSpeaking) return [isQuiet ? { ...heard, loudMs: 0 } : heard, 'listen'];
  if (isQuiet && heard.loudMs < rules.minSpeechMs) return [{ ...heard, loudMs: 0 }, 'listen'];
  const bargeIn = rules.bargeIns.find(({ turn }) => turn === heard.turn);
  const decision = isQuiet ? 'answer' : bargeIn && heard.loudMs >= bargeIn.afterMs ? 'interrupt' : 'listen';
  if (decision === 'listen') return [heard, 'listen'];
  return [{ ...heard, isSpeaking: true, turn: heard.turn + 1, loudMs: 0, quietMs: 0 }, decision];
}

/** The candidate has finished. An interviewer that is speaking at that moment is listened to. */
export function endSpeaking(state: TurnState): TurnState {
  return { ...state, isSpeaking: false };
}

function count(state: TurnState, { isLoud, atMs }: { isLoud: boolean; atMs: number }): TurnState {
  if (!isLoud) return { ...state, quietMs: state.quietMs + FRAME_MS };
  return {
    ...state,
    loudMs: state.loudMs + FRAME_MS,
    quietMs: 0,
    heardFromMs: state.loudMs === 0 ? atMs : state.heardFromMs,
    heardToMs: atMs + FRAME_MS,
  };
}
