'use client';

import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { useLayoutEffect, useRef, useState } from 'react';
import { isShown, type Reader, toGapWords } from '../lib/turn-words.ts';
import { TranscriptTurn } from './transcript-turn.tsx';

/** Within this distance of the end, the reader counts as being at the end. */
const endSlackPx = 48;

interface TranscriptLogProps {
  transcript: readonly TranscriptItem[];
  reader: Reader;
  /** When the words were erased because their time had passed. */
  erasedAt?: number | undefined;
}

const emptyWords = {
  candidate: 'What both of you say will appear here.',
  coach: 'What both of them say will appear here.',
} as const;

const nothing: readonly TranscriptItem[] = [];

/** Both speakers' words in the order of the conversation. Stays at the end unless the reader has scrolled up. */
export function TranscriptLog({ transcript: words, reader, erasedAt }: TranscriptLogProps) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [seenTurns, setSeenTurns] = useState<number | null>(null);
  // Turns whose words were erased would look like ones that were not understood.
  const transcript = erasedAt === undefined ? words : nothing;
  const turns = transcript.filter(isShown);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every new word may move the end
  useLayoutEffect(() => {
    if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [transcript]);

  function scrolled(): void {
    if (!box.current) return;
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight <= endSlackPx;
    if (isAtEnd.current) setSeenTurns(null);
    else setSeenTurns((seen) => seen ?? turns.length);
  }

  function jumpToEnd(): void {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }

  const gapWords = toGapWords(transcript, reader);
  const unseen = seenTurns === null ? 0 : turns.length - seenTurns;
  return (
    <section className="transcript" aria-label="Transcript">
      {/* Present from the start: a screen reader announces what is added to it, each sentence once. */}
      <p className="gap-words" role="status" data-testid="gap-words">
        {gapWords}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={box} className="transcript-box" onScroll={scrolled} tabIndex={0}>
        <div role="log" aria-label="What was said" aria-relevant="additions">
          <ol>
            {turns.map((item) => (
              <TranscriptTurn
                key={`${item.itemId}${item.status === 'in_progress' ? ' …' : ''}`}
                item={item}
                reader={reader}
              />
            ))}
          </ol>
        </div>
        {turns.length === 0 ? (
          <p className="empty">
            {erasedAt === undefined
              ? emptyWords[reader]
              : `What was said was erased on ${new Date(erasedAt).toLocaleDateString()}: the time for which it is kept here has passed.`}
          </p>
        ) : null}
      </div>
      {seenTurns === null ? null : (
        <button type="button" className="button jump" onClick={jumpToEnd}>
          {unseen > 0 ? `${unseen} new, jump to latest` : 'Jump to latest'}
        </button>
      )}
    </section>
  );
}
