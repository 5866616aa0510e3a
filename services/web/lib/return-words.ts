import type { SessionView } from '@ringback/shared/contract/session-view';

/** A session that goes on without this page. */
export interface LiveElsewhere {
  sessionId: string;
  jobTitle: string;
  /** Since when its sound is missing, in epoch ms; null while somebody has it. */
  lostAt: number | null;
}

/** Whether a refusal says that there is no way back. A limit says nothing of the session, and an error may pass. */
export function isWayBackClosed({ status, code }: { status: number; code: string }): boolean {
  // Stays so, other than the rest of 500.
  if (code === 'session_unreadable') return true;
  return status >= 400 && status < 500 && status !== 429;
}

interface Clock {
  now: number;
  /** How long telephony waits for a browser that has lost its sound, in ms. */
  reattachMs: number;
}

/** Null when it has ended. A loss in the future is one of a clock that is wrong: then it was just now. */
export function toLiveElsewhere(view: SessionView, now: number): LiveElsewhere | null {
  if (view.status === 'ended') return null;
  const { sessionId, jobConfiguration, mediaLostAt } = view;
  const lostAt = mediaLostAt === null ? null : Math.min(mediaLostAt, now);
  return { sessionId, jobTitle: jobConfiguration.jobTitle, lostAt };
}

const leftMs = (lostAt: number, { now, reattachMs }: Clock): number =>
  Math.min(reattachMs, Math.max(0, lostAt + reattachMs - now));

/** What is left of the time to return in, behind a sentence; empty where nothing was lost. */
export function toReturnWords({ lostAt }: LiveElsewhere, clock: Clock): string {
  if (lostAt === null) return '';
  const seconds = Math.ceil(leftMs(lostAt, clock) / 1000);
  return seconds === 0 ? ' It is about to end.' : ` It ends in ${seconds} s unless you return.`;
}

/** A candidate who has just left a call finds its loss on record a moment later. */
const lossIsKnownAfterMs = 1_500;
/** From the end of the promise to the end on record. */
const endIsKnownAfterMs = 1_500;
const mostLooks = 4;

/** When the session is to be looked at again, in ms; null: not any more. `looks`: how often it was before. */
export function nextLookAfterMs(
  live: LiveElsewhere | null,
  { looks, ...clock }: Clock & { looks: number },
): number | null {
  if (live === null || looks + 1 >= mostLooks) return null;
  if (live.lostAt !== null) return leftMs(live.lostAt, clock) + endIsKnownAfterMs;
  return looks === 0 ? lossIsKnownAfterMs : null;
}
