import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { memo } from 'react';
import { formatElapsed } from '../lib/elapsed.ts';
import { isNotUnderstood, type Reader, toSpeakerWords } from '../lib/turn-words.ts';
import styles from './transcript-turn.module.css';
import { useWords } from './words/words-context.ts';

/** Where the last two words begin. A recogniser may still change them. */
const unstableTail = /\S+\s+\S+\s*$|\S+\s*$/;

function PartialWords({ text, speaker }: Pick<TranscriptItem, 'text' | 'speaker'>) {
  const at = speaker === 'candidate' ? text.search(unstableTail) : text.length;
  return (
    <p className={styles.words} data-words="">
      {text.slice(0, Math.max(0, at))}
      <span className={styles.unstable} data-unstable="">
        {text.slice(Math.max(0, at))}
      </span>
      <span className={styles.speaking}> …</span>
    </p>
  );
}

/**
 * One turn. Words that are not final are hidden from screen readers. The final turn is a new element, so that it is
 * announced.
 */
export const TranscriptTurn = memo(function Turn({ item, reader }: { item: TranscriptItem; reader: Reader }) {
  const { session: call } = useWords();
  const { itemId, speaker, status, text, startedAtMs } = item;
  const isPartial = status === 'in_progress';
  const isGap = isNotUnderstood(item);
  return (
    <li
      className={`${styles.turn} ${styles[speaker]}`}
      aria-hidden={isPartial ? true : undefined}
      data-testid="transcript-item"
      data-item-id={itemId}
      data-speaker={speaker}
      data-status={status}
    >
      <p className={styles.head}>
        {/* The blanks part what a screen reader announces as one text. */}
        <strong>{toSpeakerWords(call, speaker, reader)}</strong>{' '}
        {startedAtMs === null ? null : <span className={styles.time}>{formatElapsed(startedAtMs)}</span>}
      </p>{' '}
      {isPartial ? (
        <PartialWords text={text} speaker={speaker} />
      ) : (
        <p className={`${styles.words} ${isGap ? styles.gap : ''}`} data-words="">
          {isGap ? call.notUnderstood : text}
        </p>
      )}{' '}
      {status === 'interrupted' ? <p className={styles.interrupted}>{call.interrupted}</p> : null}
    </li>
  );
});
