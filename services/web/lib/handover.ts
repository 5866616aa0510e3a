import { closeMicrophone } from './microphone.ts';

/**
 * What the start of a session leaves for its live page, within one document: the microphone was granted and the
 * single-use ticket and token were made on the click. After a reload there is none, and the page asks anew.
 */
export interface Handover {
  sessionId: string;
  ticket: string;
  /** Browser calls only. */
  audio: { microphone: MediaStream; token: string } | null;
}

const keptForMs = 20_000;
let waiting: { handover: Handover; expiry: ReturnType<typeof setTimeout> } | null = null;

function drop(): Handover | null {
  const dropped = waiting;
  waiting = null;
  if (dropped) clearTimeout(dropped.expiry);
  return dropped?.handover ?? null;
}

function letGo(handover: Handover | null): void {
  if (handover?.audio) closeMicrophone(handover.audio.microphone);
}

/** Replaces what was not taken; what is not taken within 20 s is let go. */
export function leaveHandover(handover: Handover): void {
  letGo(drop());
  waiting = { handover, expiry: setTimeout(() => letGo(drop()), keptForMs) };
}

/** Takes what was left for this session, once. */
export function takeHandover(sessionId: string): Handover | null {
  return waiting?.handover.sessionId === sessionId ? drop() : null;
}
