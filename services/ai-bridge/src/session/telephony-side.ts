import type { ToTelephony } from '@ringback/shared/contract/media-link';
import { defaultReattachMs } from '@ringback/shared/contract/media-stream';

/** The telephony side of a call, as its bridge sees it. */
export interface TelephonySide {
  /** The telephony instance. */
  readonly instance: string;
  control(message: ToTelephony): void;
  audio(payload: string): void;
}

/**
 * How long the model session is kept without telephony: slightly longer than a page is promised to find its call
 * again.
 */
const keptMs = defaultReattachMs + 2_000;
const noTelephony: TelephonySide = { instance: '', control() {}, audio() {} };

/** The telephony side of a bridge: one instance at a time, and none for a while. */
export interface HeldTelephonySide extends TelephonySide {
  /** No telephony instance is there. The next one that comes may have the call. */
  readonly isKept: boolean;
  /** Telephony is gone. False when it was already gone. */
  drop(): boolean;
  /** Another telephony instance is there. It is told at once that the model is ready, if it is. */
  take(next: TelephonySide): void;
  /** The model has confirmed the configuration, and may be handed over to: told once for each model session. */
  tellReady(): void;
  /** The model session is replaced by another one, which is not ready. */
  forgetReady(): void;
  close(): void;
}

/** `onExpired`: no telephony instance has come. */
export function holdTelephonySide(first: TelephonySide, onExpired: () => void): HeldTelephonySide {
  let telephony = first;
  let kept: NodeJS.Timeout | null = null;
  let isReady = false;
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
      if (isReady) telephony.control({ type: 'ready' });
    },
    tellReady() {
      if (!isReady) telephony.control({ type: 'ready' });
      isReady = true;
    },
    forgetReady() {
      isReady = false;
    },
    close,
  };
}
