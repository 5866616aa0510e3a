import type { ReportSegment } from '@ringback/shared/contract/report';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { formatElapsed } from '../../lib/elapsed.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { toShownWords } from '../../lib/report/shown-words.ts';
import { isNotUnderstood, isShown, toSpeakerWords } from '../../lib/turn-words.ts';
import { CorrectionForm } from './correction-form.tsx';
import { anchorOf } from './evidence.tsx';

/** Text in which each sentence that can be cited has an anchor. */
function Sentences({ text, segments }: { text: string; segments: readonly ReportSegment[] }) {
  if (segments.length === 0) return text;
  return segments.map(({ id, spoken }) => (
    <span key={id} id={anchorOf(id)} className="sentence">
      {spoken}{' '}
    </span>
  ));
}

function Turn({
  item,
  segments,
  actions,
}: {
  item: TranscriptItem;
  segments: readonly ReportSegment[];
  actions: ReportActions | null;
}) {
  const { itemId, speaker, status, startedAtMs } = item;
  const { heard, corrected, cited } = toShownWords(item, segments);
  return (
    <li className={`turn ${speaker}`}>
      <p className="turn-head">
        <strong>{toSpeakerWords(speaker, 'candidate')}</strong>
        {startedAtMs === null ? null : <span className="turn-time">{formatElapsed(startedAtMs)}</span>}
      </p>
      <p className="words">
        {corrected === null ? null : <span className="hint">Heard: </span>}
        {isNotUnderstood(item) ? (
          '(not understood)'
        ) : (
          <Sentences text={heard} segments={cited === 'heard' ? segments : []} />
        )}
      </p>
      {corrected === null ? null : (
        <p className="words corrected">
          <span className="hint">You corrected it to: </span>
          <Sentences text={corrected} segments={cited === 'corrected' ? segments : []} />
        </p>
      )}
      {status === 'interrupted' ? <p className="interrupted">Interrupted here</p> : null}
      {actions === null || speaker !== 'candidate' ? null : (
        <CorrectionForm text={corrected ?? heard} correct={(text) => actions.correct(itemId, text)} />
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
    <section className="card report-transcript" aria-labelledby="transcript-title">
      <h2 id="transcript-title">What was said</h2>
      <ol>
        {interview.transcript.filter(isShown).map((item) => (
          <Turn
            key={item.itemId}
            item={item}
            segments={report.segments.filter(({ itemId }) => itemId === item.itemId)}
            actions={actions}
          />
        ))}
      </ol>
    </section>
  );
}
