import type { ModelSocket, OnModelLost } from './model-socket.ts';

export interface SocketListener {
  onMessage: (text: string) => void;
  onLost: OnModelLost;
}

/** A few model sessions that are connected and greeted, and know nothing yet: a call begins without waiting for one. */
export interface SpareSockets {
  /** Hands one over, as if it had just been opened; null when none is ready. */
  take(listener: SocketListener): ModelSocket | null;
  readonly ready: number;
  /** Lets go of all of them; none is opened any more. */
  close(): void;
}

interface Spare {
  socket: ModelSocket;
  openedAt: number;
  /** `session.created` as it came; null before. */
  greeting: string | null;
  /** The call that has taken it. */
  listener: SocketListener | null;
}

/** A session lives for sixty minutes and is replaced after 55 of use: an older spare would not last so long. */
const mostAgeMs = 4 * 60_000;
const lookEveryMs = 2_000;

/**
 * Keeps `most` sessions ready, 0 for none. An idle session costs nothing: the provider bills tokens. One that is
 * lost, or is too old, is replaced with the next look; while `mayOpen` says no, none is.
 */
export function createSpareSockets(options: {
  most: number;
  open: (listener: SocketListener) => ModelSocket;
  mayOpen: () => boolean;
  /** One that no call has taken is lost: no call would hear why. */
  onSpareLost?: OnModelLost;
  now?: () => number;
}): SpareSockets {
  const { most, open, mayOpen, onSpareLost = () => {}, now = () => performance.now() } = options;
  const spares = new Set<Spare>();
  let closed = false;

  function add(): void {
    const listener: SocketListener = {
      onMessage(text) {
        if (spare.listener !== null) spare.listener.onMessage(text);
        // Later ones answer our probes for a sign of life.
        else spare.greeting ??= text;
      },
      onLost(reason, trouble) {
        spares.delete(spare);
        if (spare.listener === null) onSpareLost(reason, trouble);
        else spare.listener.onLost(reason, trouble);
      },
    };
    const spare: Spare = { openedAt: now(), greeting: null, listener: null, socket: open(listener) };
    spares.add(spare);
  }

  function look(): void {
    for (const spare of spares) {
      if (now() - spare.openedAt < mostAgeMs) continue;
      spares.delete(spare);
      spare.socket.close();
    }
    while (!closed && mayOpen() && spares.size < most) add();
  }
  const timer = most > 0 ? setInterval(look, lookEveryMs) : null;
  if (most > 0) look();

  return {
    get ready() {
      return [...spares].filter(({ greeting }) => greeting !== null).length;
    },
    take(listener) {
      const spare = [...spares].find(
        ({ greeting, openedAt }) => greeting !== null && now() - openedAt < mostAgeMs,
      );
      if (spare === undefined) return null;
      spares.delete(spare);
      spare.listener = listener;
      const { greeting } = spare;
      // As from a socket: never before the call that takes it has it in hand.
      if (greeting !== null) queueMicrotask(() => listener.onMessage(greeting));
      return spare.socket;
    },
    close() {
      closed = true;
      if (timer !== null) clearInterval(timer);
      for (const spare of spares) spare.socket.close();
      spares.clear();
    },
  };
}
