import type { Watching } from '../domain/audience.ts';
import type { Welcome } from '../domain/welcome.ts';

/** One viewer, as the session it watches sees it. Frames are WebSocket frames, the same bytes for all. */
export interface SessionViewer {
  /** Which audience it belongs to. A coach's changes with what their link shows. */
  readonly audience: Watching;
  send(frames: Buffer): void;
  /** As `send`, for what is worthless later. A viewer that is behind misses nothing by it. */
  offer(frames: Buffer): void;
  /** As `send`, for the whole view or everything that was missed, which may be long. */
  show(frames: Buffer): void;
  /** The session's heartbeat. `asks`: it contains a ping, which the browser answers before the next one or never. */
  beat(frames: Buffer, asks: boolean): void;
  welcomed(mode: Welcome['mode'], revision: number): void;
  /** The session has nothing more to tell, or never existed. */
  dismiss(code: number, reason: string): void;
}

export interface HubCounters {
  snapshot(cause: string): void;
  stale(kind: string): void;
  endSeen(seconds: number): void;
}
