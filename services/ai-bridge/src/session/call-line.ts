import type { ToTelephony } from '@ringback/shared/contract/media-link';
import { defaultReattachMs } from '@ringback/shared/contract/media-stream';

/** What the bridge may say to the telephony side of its call. */
export interface CallLine {
  /** The telephony instance. */
  readonly instance: string;
  control(message: ToTelephony): void;
  audio(payload: string): void;
}

/** How long the model session is kept without telephony: as long as a page is promised to find its call, and a little. */
const keptMs = defaultReattachMs + 2_000;
const noLine: CallLine = { instance: '', control() {}, audio() {} };

/** The telephony that a bridge serves: one at a time, and for a while none. */
export interface HeldLine extends CallLine {
  /** No telephony is there; the next one that comes may have the call. */
  readonly isKept: boolean;
  /** Telephony is gone. False when it was gone already. */
  drop(): boolean;
  /** Another telephony is there. */
  take(next: CallLine): void;
  close(): void;
}

/** `onExpired`: no telephony has come. */
export function holdLine(first: CallLine, onExpired: () => void): HeldLine {
  let line = first;
  let kept: NodeJS.Timeout | null = null;
  function close(): void {
    if (kept !== null) clearTimeout(kept);
    kept = null;
  }
  return {
    get instance() {
      return line.instance;
    },
    get isKept() {
      return kept !== null;
    },
    control: (message) => line.control(message),
    audio: (payload) => line.audio(payload),
    drop() {
      if (kept !== null) return false;
      line = noLine;
      kept = setTimeout(onExpired, keptMs);
      return true;
    },
    take(next) {
      close();
      line = next;
    },
    close,
  };
}
