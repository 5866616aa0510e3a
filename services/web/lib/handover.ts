import { closeMicrophone } from './microphone.ts';

/**
 * What the start of a session leaves for its live page within one document: the granted microphone, and the single-use
 * ticket and token made at the click. After a reload there is none, and the page asks for them again.
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

/** Replaces a handover that was not taken. One that is not taken within 20 s is released. */
export function leaveHandover(handover: Handover): void {
  letGo(drop());
  waiting = { handover, expiry: setTimeout(() => letGo(drop()), keptForMs) };
}

/** Takes the handover left for this session, once. */
export function takeHandover(sessionId: string): Handover | null {
  return waiting?.handover.sessionId === sessionId ? drop() : null;
}
