/** Calls back for every event that reached a viewer; `sentAt` in ms since the epoch. */
export type OnDelivery = (sentAt: number) => void;

/** What the publisher's thread does. */
export interface PublisherTask {
  kind: 'ringback' | 'socket.io';
  redisUrl: string;
  sessions: readonly string[];
  events: number;
  everyMs: number;
}

/** One of the two that do the same work. */
export interface Contestant {
  readonly name: string;
  readonly kind: PublisherTask['kind'];
  readonly cpuUs: () => number;
  /** Memory in use after a garbage collection, in bytes. */
  readonly heldBytes: () => Promise<number>;
  /** Makes this many sessions; resolves to their names. */
  prepare(sessions: number): Promise<readonly string[]>;
  /** Opens this many viewers, spread over the sessions. */
  openViewers(count: number, onDelivery: OnDelivery): Promise<void>;
  close(): Promise<void>;
}

const mark = /at (\d+\.\d{3}) /;
export const sentAtOf = (text: string): number => Number(mark.exec(text)?.[1]);
