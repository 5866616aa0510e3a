import type { SessionView } from '@ringback/shared/contract/session-view';
import { formatElapsed } from '../elapsed.ts';
import type { StatusWords } from '../session-words.ts';
import type { Words } from '../words/words.ts';

/**
 * What the tab says: "● 2:31 Interview: Ward Nurse" while the interview is on, else the status and the job. The dot
 * stands for a call that is on.
 */
export function toTabTitle(
  words: Words,
  view: SessionView | null,
  told: { status: StatusWords; elapsedMs: number | null },
): string {
  const { status, elapsedMs } = told;
  if (view === null) return words.live.interview;
  const title = words.live.interviewFor(view.jobConfiguration.jobTitle);
  if (status.icon === 'connected' && elapsedMs !== null) return `● ${formatElapsed(elapsedMs)} ${title}`;
  return `${status.word} – ${title}`;
}

/** Whole minutes that are left; 0 in the last one, and null when the time is over or nothing has begun. */
export function toMinutesLeft(elapsedMs: number, lengthMinutes: number): number | null {
  const leftMs = lengthMinutes * 60_000 - elapsedMs;
  if (leftMs <= 0) return null;
  // "3 minutes left" holds until there are less than two and a half.
  return leftMs < 60_000 ? 0 : Math.round(leftMs / 60_000);
}
