/**
 * When a scripted candidate speaks: after the interviewer has stopped, or in the middle on demand.
 * Pure and on audio time only: 20 ms frames come in, decisions come out.
 */
import { FRAME_MS } from './playback-buffer.ts';

export interface TurnTaking {
  /** Quiet for so long after speech is the end of the interviewer's turn. */
  hangoverMs: number;
  /** Less speech than this is noise and no turn. */
  minSpeechMs: number;
  /** Interviewer turns (0 is the first) that are interrupted, and after how much speech. */
  bargeIns: readonly { turn: number; afterMs: number }[];
}

export interface TurnState {
  /** The candidate speaks; the interviewer is listened to all the same. */
  isSpeaking: boolean;
  /** How many turns of the interviewer were answered or interrupted. */
  turn: number;
  /** Of the turn that is being heard. */
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

/** The candidate has finished; an interviewer who is speaking at that moment is listened to. */
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
