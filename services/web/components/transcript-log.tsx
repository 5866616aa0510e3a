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
}

const emptyWords = {
  candidate: 'What both of you say will appear here.',
  coach: 'What both of them say will appear here.',
} as const;

/** Both speakers' words in the order of the conversation. Stays at the end unless the reader has scrolled up. */
export function TranscriptLog({ transcript, reader }: TranscriptLogProps) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [seenTurns, setSeenTurns] = useState<number | null>(null);
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
        {turns.length === 0 ? <p className="empty">{emptyWords[reader]}</p> : null}
      </div>
      {seenTurns === null ? null : (
        <button type="button" className="button jump" onClick={jumpToEnd}>
          {unseen > 0 ? `${unseen} new, jump to latest` : 'Jump to latest'}
        </button>
      )}
    </section>
  );
}
