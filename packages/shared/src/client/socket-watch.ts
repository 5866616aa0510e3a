/** How long the welcome may take after the hello. */
const welcomeWithinMs = 8_000;
/** A little more than two heartbeats. A socket that is silent for longer is taken for dead, whatever TCP says. */
const silentAfterMs = 11_000;

/** Notices when a socket does not do what it should. */
export interface SocketWatch {
  /** The socket has opened, so its welcome is due. */
  opened(): void;
  /** A live socket has sent something, or has just been welcomed. */
  heard(): void;
  /** A heartbeat has told the session's `revision`. */
  heartbeat(revision: number): void;
  /** The socket is gone. */
  stop(): void;
}

export function createSocketWatch(parts: {
  /** The revision up to which this page knows the log. */
  revision: () => number;
  /** Leaves the socket for another one. */
  comeBack: (reason: string) => void;
  /** Called after `comeBack`. */
  silent: () => void;
}): SocketWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBehind = false;
  function after(withinMs: number, act: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(act, withinMs);
  }
  return {
    opened() {
      isBehind = false;
      after(welcomeWithinMs, () => parts.comeBack('no welcome'));
    },
    heard() {
      after(silentAfterMs, () => {
        parts.comeBack('silence');
        parts.silent();
      });
    },
    heartbeat(revision) {
      // One heartbeat may overtake words that are flushed together. A second one that is ahead means that something
      // was lost.
      const wasBehind = isBehind;
      isBehind = revision > parts.revision();
      if (isBehind && wasBehind) parts.comeBack('behind the heartbeat');
    },
    stop: () => clearTimeout(timer),
  };
}
