import type { EndReason, Phase } from '../contract/lifecycle.ts';

/** How long a phase may last, and with which reason a session ends when it does not move on in time. */
interface PhaseLimit {
  afterMs: number;
  reason: EndReason;
}

const limit = (afterMs: number, reason: EndReason): PhaseLimit => ({ afterMs, reason });

/** How long a goodbye may still be heard once the phase `ending` has begun. The bridge begins it early enough. */
export const goodbyeMs = 8_000;

const limits: Record<Exclude<Phase, 'active' | 'ended' | 'closed'>, PhaseLimit> = {
  configured: limit(2 * 60_000, 'expired'),
  dialling: limit(35_000, 'unknown_dial'),
  ringing: limit(40_000, 'no_answer'),
  answered: limit(60_000, 'not_ready'),
  connecting: limit(15_000, 'interviewer_unavailable'),
  ending: limit(goodbyeMs, 'completed'),
};

/** Settlement: how long last transcripts may still arrive, and when an ended session closes regardless. */
export const settlementMs = 3_000;
const closeAfterMs = 5_000;
const activeGraceMs = 60_000;
const dialInMs = 10 * 60_000;
/** A page opens its audio at once. A start without audio gives its slots back. */
const browserAudioMs = 20_000;

/** When a phase that begins `atMs` is over at the latest. Null when it never ends. */
export function phaseDeadline(
  phase: Phase,
  atMs: number,
  session: { lengthMinutes: number; via: string },
): number | null {
  if (phase === 'closed') return null;
  if (phase === 'ended') return atMs + closeAfterMs;
  if (phase === 'active') return atMs + session.lengthMinutes * 60_000 + activeGraceMs;
  if (phase === 'configured' && session.via === 'dial_in') return atMs + dialInMs;
  if (phase === 'configured' && session.via === 'browser') return atMs + browserAudioMs;
  return atMs + limits[phase].afterMs;
}

/** The reason with which a live session ends when its phase's deadline has passed. */
export function deadlineReason(phase: Phase): EndReason {
  if (phase === 'active' || phase === 'ended' || phase === 'closed') return 'time_limit';
  return limits[phase].reason;
}
