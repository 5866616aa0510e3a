import type { MediaStreamClient } from './media-stream.ts';
import type { SpeakerScript } from './scripted-speaker.ts';

/**
 * What the candidate presses at one `<Gather>`: digits, and how long after the prompt has begun. Null: nothing. When
 * the carrier scales its waits, these are scaled too.
 */
export type Keypress = { digits: string; afterMs: number } | null;

/** What the candidate does on each media stream of the call. */
export interface OnTheLine {
  /** One entry for each `<Gather>` in turn. After the last one nothing is pressed. */
  keys?: readonly Keypress[];
  /** Speaks on each media stream. */
  speaker?: SpeakerScript;
  /** Takes part in each media stream by hand. Called as soon as the stream is open. */
  onStream?: (stream: MediaStreamClient) => void;
  /** Hangs up this long after answering, in real time, whatever the call is doing then. */
  hangsUpAfterMs?: number;
}

/**
 * How the called party behaves. `afterMs` counts from the first ring, and is scaled with the carrier's waits.
 * `declines`: "reject" is tapped on the phone, which a carrier reports as `busy`. `machine`: answers, says its
 * greeting, presses nothing and hangs up at `hangsUpAfterMs`; with `isFax` it is a fax.
 */
export type CandidateBehaviour =
  | ({ type: 'answers'; afterMs: number } & OnTheLine)
  | ({ type: 'machine'; afterMs: number; isFax?: boolean } & Omit<OnTheLine, 'keys'>)
  /** Rings until the call's `pickUp` or `decline` is called. */
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
