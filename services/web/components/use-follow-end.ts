import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Within this distance of the end, the reader counts as being at the end. */
const endSlackPx = 48;

const fromEnd = ({ scrollHeight, scrollTop, clientHeight }: Element): number =>
  scrollHeight - scrollTop - clientHeight;

interface FollowedEnd {
  box: RefObject<HTMLDivElement | null>;
  /** How many turns there were when the reader left the end. Null while they are at it. */
  leftAt: number | null;
  toEnd: () => void;
}

/**
 * Keeps a list that grows at its end, unless the reader has scrolled up: also when it is turned, resized, or pushed by a
 * notice. On a low screen the whole page scrolls, and is followed once the reader has gone to its end.
 */
export function useFollowEnd(turns: number): FollowedEnd {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const isPageAtEnd = useRef(false);
  const count = useRef(turns);
  count.current = turns;
  const [leftAt, setLeftAt] = useState<number | null>(null);

  const toEnd = useCallback(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, []);

  useEffect(() => {
    const shown = box.current;
    if (!shown) return undefined;
    const page = document.scrollingElement ?? document.documentElement;
    let height = shown.clientHeight;
    const follow = (): void => {
      height = shown.clientHeight;
      if (isAtEnd.current) toEnd();
      if (isPageAtEnd.current) page.scrollTo({ top: page.scrollHeight });
    };
    const scrolled = (): void => {
      // The box was resized, and is followed; the reader has not scrolled.
      if (shown.clientHeight !== height) return;
      isAtEnd.current = fromEnd(shown) <= endSlackPx;
      setLeftAt((left) => (isAtEnd.current ? null : (left ?? count.current)));
    };
    const pageScrolled = (): void => {
      isPageAtEnd.current = page.scrollTop > 0 && fromEnd(page) <= endSlackPx;
    };
    const observer = new ResizeObserver(follow);
    observer.observe(shown);
    for (const part of shown.children) observer.observe(part);
    shown.addEventListener('scroll', scrolled, { passive: true });
    window.addEventListener('scroll', pageScrolled, { passive: true });
    follow();
    return () => {
      observer.disconnect();
      shown.removeEventListener('scroll', scrolled);
      window.removeEventListener('scroll', pageScrolled);
    };
  }, [toEnd]);

  return { box, leftAt, toEnd };
}
