/** A change of state goes out at once. Words of one session may wait up to 33 ms for each other. */
export type FactKind = 'change' | 'words';

/** Called for every event that has reached a viewer; `sentAt` in epoch ms. */
export type OnDelivery = (kind: FactKind, sentAt: number) => void;

/** What the publisher's thread does. */
export interface PublisherTask {
  kind: 'ringback' | 'socket.io';
  redisUrl: string;
  sessions: readonly string[];
  /** Told in turn. */
  facts: readonly FactKind[];
  events: number;
  everyMs: number;
}

/** One of the two that do the same work. */
export interface Contestant {
  readonly name: string;
  readonly kind: PublisherTask['kind'];
  /** CPU time of the server since its start, user and system, in µs. */
  readonly cpuUs: () => number;
  /** Memory in use after a garbage collection, in bytes. */
  readonly heldBytes: () => Promise<number>;
  /** Makes this many sessions. Resolves to their names. */
  prepare(sessions: number): Promise<readonly string[]>;
  /** Opens this many viewers, spread over the sessions. */
  openViewers(count: number, onDelivery: OnDelivery): Promise<void>;
  close(): Promise<void>;
}

const mark = /at (\d+\.\d{3}) /;

/** Reads what `toFact` of the publisher wrote into an event. */
export function toDelivery(text: string): { kind: FactKind; sentAt: number } {
  const kind = text.includes('"media.started"') ? 'change' : 'words';
  return { kind, sentAt: Number(mark.exec(text)?.[1]) };
}
