/**
 * The least time between two texts of a live region, milliseconds. A screen reader looks at a region after it changed:
 * of two texts that are set at once it reads the second only.
 */
export const betweenAnnouncementsMs = 250;

export interface AnnouncementQueue {
  add: (text: string) => void;
  /** Forgets what waits. */
  stop: () => void;
}

/** Shows texts in a live region one after the other, so that none of them is overwritten before it was read. */
export function createAnnouncementQueue(show: (text: string) => void): AnnouncementQueue {
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showNext = () => {
    const [text, ...rest] = waiting;
    waiting = rest;
    timer = text === undefined ? undefined : setTimeout(showNext, betweenAnnouncementsMs);
    if (text !== undefined) show(text);
  };
  return {
    add: (text) => {
      waiting.push(text);
      if (timer === undefined) showNext();
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
    },
  };
}
