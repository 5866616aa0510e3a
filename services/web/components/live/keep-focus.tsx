import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface KeepFocusProps {
  /** Takes the focus when these parts go away with it. */
  moveFocus: () => void;
  children: ReactNode;
}

/** Parts of a page that go away by themselves. The focus does not fall to the top of the page with them. */
export function KeepFocus({ moveFocus, children }: KeepFocusProps) {
  const part = useRef<HTMLDivElement>(null);
  const latest = useRef(moveFocus);
  latest.current = moveFocus;
  useLayoutEffect(() => {
    const shown = part.current;
    // Before the element is taken out of the page: afterwards nothing tells that it had the focus.
    return () => {
      if (shown?.contains(document.activeElement)) latest.current();
    };
  }, []);
  return <div ref={part}>{children}</div>;
}
