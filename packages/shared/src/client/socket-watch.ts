/** From the hello to the welcome. */
const welcomeWithinMs = 8_000;
/** Two heartbeats and some; then the socket is taken for dead, whatever TCP says. */
const silentAfterMs = 11_000;

/** Notices that a socket does not do what it should. */
export interface SocketWatch {
  /** It has opened: the welcome is due. */
  opened(): void;
  /** A live socket said something, or has just been welcomed. */
  heard(): void;
  /** `revision`: where the session stands, by a heartbeat. */
  heartbeat(revision: number): void;
  /** The socket is gone. */
  stop(): void;
}

export function createSocketWatch(parts: {
  /** Up to where the log is known. */
  revision: () => number;
  /** Leaves the socket. */
  comeBack: (reason: string) => void;
  /** Comes after `comeBack`. */
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
      // One heartbeat may overtake words that are flushed together; a second one that is ahead means a loss.
      const wasBehind = isBehind;
      isBehind = revision > parts.revision();
      if (isBehind && wasBehind) parts.comeBack('behind the heartbeat');
    },
    stop: () => clearTimeout(timer),
  };
}
