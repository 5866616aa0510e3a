import { isFinalStatus } from '@ringback/shared/client/gateway-call';
import type { SessionView } from '@ringback/shared/contract/session-view';

/** A session that goes on without this page. */
export interface LiveElsewhere {
  sessionId: string;
  jobTitle: string;
  /** Since when its sound has been missing, in epoch ms. Null while a page has it. */
  lostAt: number | null;
}

/** Whether a refusal means that there is no way back. */
export function isWayBackClosed({ status, code }: { status: number; code: string }): boolean {
  // This one lasts, unlike other errors with status 500.
  if (code === 'session_unreadable') return true;
  return isFinalStatus(status);
}

interface Clock {
  now: number;
  /** How long telephony waits for a browser that has lost its sound, in ms. */
  reattachMs: number;
}

/** Null when it has ended. A loss in the future comes from a wrong clock and counts as just now. */
export function toLiveElsewhere(view: SessionView, now: number): LiveElsewhere | null {
  if (view.status === 'ended') return null;
  const { sessionId, jobConfiguration, mediaLostAt } = view;
  const lostAt = mediaLostAt === null ? null : Math.min(mediaLostAt, now);
  return { sessionId, jobTitle: jobConfiguration.jobTitle, lostAt };
}

const leftMs = (lostAt: number, { now, reattachMs }: Clock): number =>
  Math.min(reattachMs, Math.max(0, lostAt + reattachMs - now));

/** The whole seconds that are left to return. Null when nothing was lost. */
export function secondsToReturn({ lostAt }: LiveElsewhere, clock: Clock): number | null {
  return lostAt === null ? null : Math.ceil(leftMs(lostAt, clock) / 1000);
}

/** When a candidate has just left a call, its loss is on record a moment later. */
const lossIsKnownAfterMs = 1_500;
/** The time between the end of the promise and the end on record. */
const endIsKnownAfterMs = 1_500;
const mostLooks = 4;

/** When to look at the session again, in ms; null: never. `looks`: how often it was looked at before. */
export function nextLookAfterMs(
  live: LiveElsewhere | null,
  { looks, ...clock }: Clock & { looks: number },
): number | null {
  if (live === null || looks + 1 >= mostLooks) return null;
  if (live.lostAt !== null) return leftMs(live.lostAt, clock) + endIsKnownAfterMs;
  return looks === 0 ? lossIsKnownAfterMs : null;
}

const firstAfterFailureMs = 2_000;
const mostAfterFailureMs = 30_000;

/** When to look again after a look that failed, in ms. @param failures how many in a row, from 1 */
export const lookAfterFailureMs = (failures: number): number =>
  Math.min(mostAfterFailureMs, firstAfterFailureMs * 2 ** (failures - 1));
