import type { ReportSegment } from '@ringback/shared/contract/report';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';

/** A turn whose words the candidate may have corrected. */
export type CorrectedItem = TranscriptItem & { corrected?: string | undefined };

interface ShownWords {
  heard: string;
  /** What the candidate says that they said. Null: nothing was misheard. */
  corrected: string | null;
  /** Which of the two the report has judged, and so where its sentences stand. */
  cited: 'heard' | 'corrected';
}

/**
 * Both wordings of a turn. A report from before the correction cites what was heard, a later one what was corrected.
 */
export function toShownWords(
  item: CorrectedItem,
  segments: readonly Pick<ReportSegment, 'spoken'>[],
): ShownWords {
  const { text: heard, corrected } = item;
  if (corrected === undefined || corrected === heard) return { heard, corrected: null, cited: 'heard' };
  const isIn = (text: string) => segments.every(({ spoken }) => text.includes(spoken));
  return { heard, corrected, cited: isIn(corrected) && !isIn(heard) ? 'corrected' : 'heard' };
}
