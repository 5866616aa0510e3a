import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { formatElapsed } from '../lib/elapsed.ts';
import { isNotUnderstood, type Reader, toSpeakerWords } from '../lib/turn-words.ts';

/** Where the last two words begin. A recogniser may still change them. */
const unstableTail = /\S+\s+\S+\s*$|\S+\s*$/;

function PartialWords({ text, speaker }: Pick<TranscriptItem, 'text' | 'speaker'>) {
  const at = speaker === 'candidate' ? text.search(unstableTail) : text.length;
  return (
    <p className="words partial">
      {text.slice(0, Math.max(0, at))}
      <span className="unstable">{text.slice(Math.max(0, at))}</span>
      <span className="speaking"> …</span>
    </p>
  );
}

/**
 * One turn. Words that are not final are hidden from screen readers. The final turn is a new element, so that it is
 * announced.
 */
export function TranscriptTurn({ item, reader }: { item: TranscriptItem; reader: Reader }) {
  const { itemId, speaker, status, text, startedAtMs } = item;
  const isPartial = status === 'in_progress';
  return (
    <li
      className={`turn ${speaker}`}
      aria-hidden={isPartial ? true : undefined}
      data-testid="transcript-item"
      data-item-id={itemId}
      data-speaker={speaker}
      data-status={status}
    >
      <p className="turn-head">
        <strong>{toSpeakerWords(speaker, reader)}</strong>
        {startedAtMs === null ? null : <span className="turn-time">{formatElapsed(startedAtMs)}</span>}
      </p>
      {isPartial ? (
        <PartialWords text={text} speaker={speaker} />
      ) : (
        <p className="words">{isNotUnderstood(item) ? '(not understood)' : text}</p>
      )}
      {status === 'interrupted' ? <p className="interrupted">Interrupted here</p> : null}
    </li>
  );
}
