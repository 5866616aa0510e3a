import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { memo } from 'react';
import { isShown, type Reader, splitTranscript, toGapWords } from '../lib/turn-words.ts';
import { Icon } from './icon.tsx';
import styles from './transcript-log.module.css';
import { TranscriptTurn } from './transcript-turn.tsx';
import { Button } from './ui/button.tsx';
import { useFollowEnd } from './use-follow-end.ts';
import { useViewChoices } from './use-view-choices.ts';
import { useFormat, useWords } from './words/words-context.ts';

interface TranscriptLogProps {
  transcript: readonly TranscriptItem[];
  reader: Reader;
  /** When the words were erased because their time had passed. */
  erasedAt?: number | undefined;
  /** Nothing more will be said. */
  isOver?: boolean;
}

const nothing: readonly TranscriptItem[] = [];

/** What stands in the place of words. */
function EmptyWords({ reader, erasedAt, isOver = false }: Omit<TranscriptLogProps, 'transcript'>) {
  const { session: call } = useWords();
  const format = useFormat();
  const empty = isOver ? call.emptyEnded : call.emptyLive[reader];
  return (
    <p className={styles.empty}>{erasedAt === undefined ? empty : call.erasedOn(format.date(erasedAt))}</p>
  );
}

/** The switch for those who hear the page: the words are heard in the call itself, so they are not spoken at first. */
function AnnounceSwitch() {
  const { session: call } = useWords();
  const [{ announcesWords }, change] = useViewChoices();
  return (
    <Button
      kind="quiet"
      className={styles.switch}
      aria-pressed={announcesWords}
      data-testid="announce-words"
      onClick={() => change({ announcesWords: !announcesWords })}
    >
      <Icon name={announcesWords ? 'spoken' : 'unspoken'} />
      {call.announceWords}
    </Button>
  );
}

/** Both speakers' words in the order of the conversation. Stays at the end unless the reader has scrolled up.
 * Not drawn again with the clock of its page. */
export const TranscriptLog = memo(function Log({
  transcript: words,
  reader,
  erasedAt,
  isOver,
}: TranscriptLogProps) {
  const { session: call } = useWords();
  const [{ size, font, announcesWords }] = useViewChoices();
  // Turns whose words were erased would look like ones that were not understood.
  const transcript = erasedAt === undefined ? words : nothing;
  const turns = transcript.filter(isShown);
  const { log, tail } = splitTranscript(turns);
  const { box, leftAt, toEnd } = useFollowEnd(turns.length);
  const gapWords = toGapWords(call, transcript, reader);
  const unseen = leftAt === null ? 0 : turns.length - leftAt;
  const toTurn = (item: TranscriptItem) => (
    <TranscriptTurn
      key={`${item.itemId}${item.status === 'in_progress' ? ' …' : ''}`}
      item={item}
      reader={reader}
    />
  );
  return (
    <section className={styles.transcript} aria-label={call.transcript}>
      <div className={styles.head}>
        <h2>{call.transcript}</h2>
        {isOver ? null : <AnnounceSwitch />}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={box} className={styles.box} data-size={size} data-font={font} tabIndex={0}>
        {gapWords === null ? null : (
          <p className={styles.gaps} data-testid="gap-words">
            {gapWords}
          </p>
        )}
        <div className={styles.turns}>
          <div
            role="log"
            aria-label={call.log}
            aria-live={announcesWords ? 'polite' : 'off'}
            aria-relevant="additions"
          >
            <ol className={styles.turns}>{log.map(toTurn)}</ol>
          </div>
          {tail.length === 0 ? null : <ol className={styles.turns}>{tail.map(toTurn)}</ol>}
        </div>
        {turns.length === 0 ? <EmptyWords {...{ reader, erasedAt, isOver: isOver ?? false }} /> : null}
      </div>
      {leftAt === null ? null : (
        <Button className={styles.jump} onClick={toEnd} data-testid="to-latest">
          {unseen > 0 ? call.newAndLatest(unseen) : call.latest}
        </Button>
      )}
    </section>
  );
});
