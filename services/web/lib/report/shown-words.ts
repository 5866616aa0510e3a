import type { ReportSegment } from '@ringback/shared/contract/report';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';

interface ShownWords {
  heard: string;
  /** What the candidate says that they said. Null: nothing was misheard. */
  corrected: string | null;
  /** Which of the two the report has judged, and so where its sentences stand. */
  cited: 'heard' | 'corrected';
}

/** Sentences are cut between words, and trimmed. */
const solid = (text: string): string => text.replaceAll(/\s/g, '');

/**
 * Both wordings of a turn. A report from before the correction cites what was heard, a later one what was corrected.
 */
export function toShownWords(
  item: TranscriptItem,
  segments: readonly Pick<ReportSegment, 'spoken'>[],
): ShownWords {
  const { text: heard, corrected } = item;
  if (corrected === undefined || corrected === heard) return { heard, corrected: null, cited: 'heard' };
  const judged = solid(segments.map(({ spoken }) => spoken).join(''));
  return { heard, corrected, cited: judged === solid(corrected) ? 'corrected' : 'heard' };
}

/**
 * Whether the candidate has corrected words that this report has still judged as they were heard. Of a turn
 * without sentences that cannot be told: it had no words, or was left out of a long interview.
 */
export function hasOpenCorrections(
  transcript: readonly TranscriptItem[],
  segments: readonly Pick<ReportSegment, 'itemId' | 'spoken'>[],
): boolean {
  return transcript.some((item) => {
    const own = segments.filter(({ itemId }) => itemId === item.itemId);
    const { corrected, cited } = toShownWords(item, own);
    return own.length > 0 && corrected !== null && cited === 'heard';
  });
}
