import type { ReportSegment } from '@ringback/shared/contract/report';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { formatElapsed } from '../../lib/elapsed.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { toShownWords } from '../../lib/report/shown-words.ts';
import { isNotUnderstood, isShown } from '../../lib/turn-words.ts';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { CorrectionForm } from './correction-form.tsx';
import { anchorOf } from './evidence.tsx';
import styles from './report-transcript.module.css';

/** Text in which each sentence that can be cited has an anchor. */
function Sentences({ words, segments }: { words: string; segments: readonly ReportSegment[] }) {
  if (segments.length === 0) return words;
  return segments.map(({ id, spoken }) => (
    <span key={id} id={anchorOf(id)} className={styles.sentence} data-testid="sentence">
      {spoken}{' '}
    </span>
  ));
}

interface TurnProps {
  item: TranscriptItem;
  segments: readonly ReportSegment[];
  actions: ReportActions | null;
  /** The language of what was said. */
  lang: string;
}

function Turn({ item, segments, actions, lang }: TurnProps) {
  const { report } = useMoreWords();
  const { itemId, speaker, status, startedAtMs } = item;
  const { heard, corrected, cited } = toShownWords(item, segments);
  const isCandidate = speaker === 'candidate';
  return (
    <li
      className={`${styles.turn} ${isCandidate ? styles.candidate : ''}`}
      data-testid="report-turn"
      data-speaker={speaker}
    >
      <p className={styles.head}>
        <strong>{isCandidate ? report.you : report.interviewer}</strong>
        {startedAtMs === null ? null : <span className={styles.time}>{formatElapsed(startedAtMs)}</span>}
      </p>
      <p>
        {corrected === null ? null : <span className={text.hint}>{report.heard} </span>}
        {isNotUnderstood(item) ? (
          report.notUnderstood
        ) : (
          <span lang={lang}>
            <Sentences words={heard} segments={cited === 'heard' ? segments : []} />
          </span>
        )}
      </p>
      {corrected === null ? null : (
        <p className={styles.corrected} data-testid="corrected">
          <span className={text.hint}>{report.correctedTo} </span>
          <span lang={lang}>
            <Sentences words={corrected} segments={cited === 'corrected' ? segments : []} />
          </span>
        </p>
      )}
      {status === 'interrupted' ? <p className={text.hint}>{report.interrupted}</p> : null}
      {actions === null || !isCandidate ? null : (
        <CorrectionForm text={corrected ?? heard} correct={(words) => actions.correct(itemId, words)} />
      )}
    </li>
  );
}

/** The interview again, with the sentences that the report cites. */
export function ReportTranscript({
  document,
  actions,
}: {
  document: ReportDocument;
  actions: ReportActions | null;
}) {
  const { report, interview } = document;
  return (
    <Card title={useMoreWords().report.whatWasSaid}>
      <ol className={styles.turns}>
        {interview.transcript.filter(isShown).map((item) => (
          <Turn
            key={item.itemId}
            item={item}
            segments={report.segments.filter(({ itemId }) => itemId === item.itemId)}
            actions={actions}
            lang={interview.jobConfiguration.language}
          />
        ))}
      </ol>
    </Card>
  );
}
