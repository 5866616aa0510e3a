import type { ToTelephony } from '@ringback/shared/contract/media-link';
import { defaultReattachMs } from '@ringback/shared/contract/media-stream';

/** What the bridge may say to the telephony side of its call. */
export interface TelephonySide {
  /** The telephony instance. */
  readonly instance: string;
  control(message: ToTelephony): void;
  audio(payload: string): void;
}

/** How long the model session is kept without telephony: as long as a page is promised to find its call, and a little. */
const keptMs = defaultReattachMs + 2_000;
const noTelephony: TelephonySide = { instance: '', control() {}, audio() {} };

/** The telephony that a bridge serves: one at a time, and for a while none. */
export interface HeldTelephonySide extends TelephonySide {
  /** No telephony is there; the next one that comes may have the call. */
  readonly isKept: boolean;
  /** Telephony is gone. False when it was gone already. */
  drop(): boolean;
  /** Another telephony is there. */
  take(next: TelephonySide): void;
  close(): void;
}

/** `onExpired`: no telephony has come. */
export function holdTelephonySide(first: TelephonySide, onExpired: () => void): HeldTelephonySide {
  let telephony = first;
  let kept: NodeJS.Timeout | null = null;
  function close(): void {
    if (kept !== null) clearTimeout(kept);
    kept = null;
  }
  return {
    get instance() {
      return telephony.instance;
    },
    get isKept() {
      return kept !== null;
    },
    control: (message) => telephony.control(message),
    audio: (payload) => telephony.audio(payload),
    drop() {
      if (kept !== null) return false;
      telephony = noTelephony;
      kept = setTimeout(onExpired, keptMs);
      return true;
    },
    take(next) {
      close();
      telephony = next;
    },
    close,
  };
}
