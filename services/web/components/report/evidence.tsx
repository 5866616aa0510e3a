import type { ReportSegment } from '@ringback/shared/contract/report';
import { formatElapsed } from '../../lib/elapsed.ts';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';
import styles from './evidence.module.css';

/** The anchor of a sentence in the page's transcript. */
export const anchorOf = (segmentId: string): string => `segment-${segmentId}`;

interface EvidenceProps {
  ids: readonly string[];
  segments: readonly ReportSegment[];
  /** The heading in front of the number of sentences. Otherwise "Evidence". */
  title?: string;
}

/** The sentences that support a statement, in the words as spoken. Each links to its place in the transcript. */
export function Evidence({ ids, segments, title }: EvidenceProps) {
  const { report } = useMoreWords();
  const format = useFormat();
  const cited = segments.filter(({ id }) => ids.includes(id));
  if (cited.length === 0) return null;
  return (
    <details className={styles.evidence} data-testid="evidence">
      <summary>
        {title ?? report.evidence}: {format.plural(cited.length, report.sentences)}
      </summary>
      <ul>
        {cited.map(({ id, spoken, startedAtMs }) => (
          <li key={id}>
            <a href={`#${anchorOf(id)}`} aria-label={report.inTranscript(formatElapsed(startedAtMs))}>
              {formatElapsed(startedAtMs)}
            </a>{' '}
            <q>{spoken}</q>
          </li>
        ))}
      </ul>
    </details>
  );
}
