import type { PartialWords } from '@ringback/shared/contract/events';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';

const everyMs = 100;

export interface WordsPublisher {
  show(words: PartialWords): void;
  close(): void;
}

/** Shows words while they are being said: the newest ones, at most ten times a second. Losing some is harmless. */
export function createWordsPublisher(options: {
  store: SessionStore;
  sessionId: SessionId;
  /** This process is strained: words are shown when they are final, and calls keep their figures. */
  isShed: () => boolean;
  onLost: () => void;
}): WordsPublisher {
  const { store, sessionId, isShed, onLost } = options;
  let waiting: PartialWords | null = null;
  let timer: NodeJS.Timeout | null = null;
  function publish(): void {
    timer = null;
    if (waiting !== null && !isShed()) store.publishPartial(sessionId, waiting).catch(onLost);
    waiting = null;
  }
  return {
    show(words) {
      waiting = words;
      timer ??= setTimeout(publish, everyMs);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
