import type { ReportSegment } from '@ringback/shared/contract/report';
import { formatElapsed } from '../../lib/elapsed.ts';

/** The anchor of a sentence in the page's transcript. */
export const anchorOf = (segmentId: string): string => `segment-${segmentId}`;

interface EvidenceProps {
  ids: readonly string[];
  segments: readonly ReportSegment[];
  /** The heading in front of the number of sentences. */
  title?: string;
}

/** The sentences that support a statement, in the words as spoken. Each links to its place in the transcript. */
export function Evidence({ ids, segments, title = 'Evidence' }: EvidenceProps) {
  const cited = segments.filter(({ id }) => ids.includes(id));
  if (cited.length === 0) return null;
  return (
    <details className="evidence">
      <summary>
        {title}: {cited.length === 1 ? 'one sentence' : `${cited.length} sentences`}
      </summary>
      <ul>
        {cited.map(({ id, spoken, startedAtMs }) => (
          <li key={id}>
            <a href={`#${anchorOf(id)}`} aria-label={`In the transcript at ${formatElapsed(startedAtMs)}`}>
              {formatElapsed(startedAtMs)}
            </a>{' '}
            <q>{spoken}</q>
          </li>
        ))}
      </ul>
    </details>
  );
}
