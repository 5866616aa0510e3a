import type { MediaStreamClient } from './media-stream.ts';
import type { SpeakerScript } from './scripted-speaker.ts';

/**
 * What the candidate presses at one `<Gather>`: digits, and how long after the prompt has begun. Null: nothing.
 * Where the carrier scales its waits, these are scaled alike.
 */
export type Keypress = { digits: string; afterMs: number } | null;

/** What the candidate does on each media stream of the call. */
export interface OnTheLine {
  /** One entry for each `<Gather>` in turn; after the last one nothing is pressed. */
  keys?: readonly Keypress[];
  /** Speaks on each media stream. */
  speaker?: SpeakerScript;
  /** Takes part in each media stream by hand; called as soon as the stream is open. */
  onStream?: (stream: MediaStreamClient) => void;
  /** Hangs up so long after answering, in real time, wherever the call is then. */
  hangsUpAfterMs?: number;
}

/**
 * How the called party behaves. `afterMs` counts from the first ring; where the carrier scales its waits, it is scaled alike.
 * `declines` is what a phone does when "reject" is tapped; a carrier reports it as `busy`.
 * `machine` answers, says its greeting, presses nothing and hangs up at `hangsUpAfterMs`; with `isFax` it is one.
 */
export type CandidateBehaviour =
  | ({ type: 'answers'; afterMs: number } & OnTheLine)
  | ({ type: 'machine'; afterMs: number; isFax?: boolean } & Omit<OnTheLine, 'keys'>)
  /** Rings until somebody picks up or declines: `pickUp` and `decline` of the call. */
  | ({ type: 'by_hand' } & Omit<OnTheLine, 'keys'>)
  | { type: 'busy'; afterMs: number }
  | { type: 'declines'; afterMs: number }
  | { type: 'no_answer' }
  | { type: 'unreachable' };

/** Answers after a second, presses 1 when asked, and speaks the script. */
export function answersAndPresses1(
  line: Omit<OnTheLine, 'keys'> = {},
  { afterMs = 1000, keyAfterMs = 1000 } = {},
): CandidateBehaviour {
  return { type: 'answers', afterMs, keys: [{ digits: '1', afterMs: keyAfterMs }], ...line };
}
