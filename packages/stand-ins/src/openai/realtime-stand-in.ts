/** What can be set of the local Realtime server, and what a test may do with it. `startRealtimeStandIn` makes one. */
import type { RequestListener } from 'node:http';
import type { Faults } from './faults.ts';
import type { PartFactories } from './parts.ts';
import type { SessionRecord } from './session-record.ts';

export interface RealtimeStandInOptions {
  /** Default 127.0.0.1. */
  host?: string;
  /** 0, the default: any free port. */
  port?: number;
  /** A second listener with TLS, for clients that accept nothing else. 0: any free port; undefined: none. */
  tlsPort?: number;
  /** The only key that is accepted; undefined: any non-empty one. */
  apiKey?: string;
  /** The models that exist. */
  models?: readonly string[];
  parts: PartFactories;
  /** How many times faster than real time audio is sent. Default 8; `Infinity`: as fast as the socket accepts it. */
  speed?: number;
  /** Makes sizes, orders and ids repeatable. Default: a new seed for each server. */
  seed?: number;
  faults?: Partial<Faults>;
  /** Default 60 minutes, as the real API's. */
  sessionLimitMs?: number;
  /** How many sessions, and events of each, are remembered. Defaults 100 and 20,000. */
  keptSessions?: number;
  keptEvents?: number;
  /** Answers HTTP requests that are not for this stand-in. Default: 404. */
  otherRequests?: RequestListener;
  /** Failures inside the stand-in (a part that threw, a socket error). */
  onFailure?(error: unknown): void;
}

export interface RealtimeStandIn {
  /** `ws://host:port/v1/realtime`. */
  readonly url: string;
  /** `wss://…/v1/realtime`, null without `tlsPort`. */
  readonly tlsUrl: string | null;
  /** What a client must trust to use `tlsUrl` (PEM). */
  readonly ca: string | null;
  readonly port: number;
  readonly seed: number;
  readonly sessions: readonly SessionRecord[];
  /** Switches that take effect at once, also for running sessions. */
  readonly faults: Faults;
  /** The session with this index (0: the first ever), now or when it opens. Rejects when the server closes first. */
  session(index: number): Promise<SessionRecord>;
  /** Ends every session and stops listening. Closing twice is safe. */
  close(): Promise<void>;
}
