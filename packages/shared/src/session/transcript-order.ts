import type { TranscriptItem } from '../contract/session-view.ts';

/**
 * Puts an item after its predecessor. A known item is replaced. While it was in progress its place was a guess, so it
 * is placed again.
 */
export function placeItem(transcript: readonly TranscriptItem[], item: TranscriptItem): TranscriptItem[] {
  const known = transcript.find(({ itemId }) => itemId === item.itemId);
  const isFinishing = known?.status === 'in_progress' && item.status !== 'in_progress';
  if (known !== undefined && !isFinishing && known.previousItemId === item.previousItemId) {
    return transcript.map((other) => (other === known ? item : other));
  }
  const others = transcript.filter((other) => other !== known);
  const before = others.findIndex(({ itemId }) => itemId === item.previousItemId);
  const follower = others.findIndex(({ previousItemId }) => previousItemId === item.itemId);
  if (before >= 0) return others.toSpliced(before + 1, 0, item);
  return others.toSpliced(follower >= 0 ? follower : placeByTime(others, item.startedAtMs), 0, item);
}

/** The place of an item without a known neighbour: before the first one that began later. */
function placeByTime(others: readonly TranscriptItem[], startedAtMs: number | null): number {
  if (startedAtMs === null) return others.length;
  const later = others.findIndex((other) => other.startedAtMs !== null && other.startedAtMs > startedAtMs);
  return later < 0 ? others.length : later;
}

/** Without unfinished items: at the end they are not on the record, and another interviewer says them again. */
export function withoutUnfinished(transcript: readonly TranscriptItem[]): TranscriptItem[] {
  return transcript.filter(({ status }) => status !== 'in_progress');
}
