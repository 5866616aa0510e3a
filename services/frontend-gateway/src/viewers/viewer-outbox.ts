import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { behindAboveBytes, judgePressure } from '../domain/pressure.ts';

/** The reader of what is sent. */
export interface Reader {
  /** It has caught up and needs the whole view. */
  drained(): void;
  /** It does not read and must be cut for this reason. */
  cut(reason: string): void;
}

/** Sends frames to one browser, as fast as it reads. A class, because there is one for each of thousands of viewers. */
export class ViewerOutbox {
  readonly #socket: Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount'>;
  readonly #connection: Pick<Duplex, 'write'>;
  readonly #reader: Reader;
  /** In ms. Null while the browser keeps up. */
  #behindSince: number | null = null;
  /** Something was skipped since it fell behind. */
  #hasMissed = false;
  /** The size of the whole view that was sent last, until everything was read. */
  #viewBytes = 0;

  /** `connection` is what `socket` writes to. What it has not taken counts in the socket's `bufferedAmount`. */
  constructor(
    socket: Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount'>,
    connection: Pick<Duplex, 'write'>,
    reader: Reader,
  ) {
    this.#socket = socket;
    this.#connection = connection;
    this.#reader = reader;
  }

  /** Whether frames may be sent now. `handled`: the browser was shown the whole view instead, was cut, or is gone. */
  #judge(): 'open' | 'held' | 'handled' {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return 'handled';
    const unsentBytes = socket.bufferedAmount;
    const behindSince = this.#behindSince;
    // The usual case.
    if (unsentBytes === 0 && behindSince === null) return 'open';
    switch (judgePressure({ unsentBytes, viewBytes: this.#viewBytes, behindSince, now: performance.now() })) {
      case 'send':
        return 'open';
      case 'hold':
        this.#behindSince ??= performance.now();
        return 'held';
      case 'catch_up':
        this.#behindSince = null;
        if (!this.#hasMissed) return 'open';
        this.#hasMissed = false;
        this.#reader.drained();
        return 'handled';
      case 'too_much':
        this.#reader.cut('browser does not read: too much unread');
        return 'handled';
      case 'too_long':
        this.#reader.cut('browser does not read: behind for too long');
        return 'handled';
    }
  }

  /**
   * Sends complete frames in one write. False when they are not sent. Nothing is queued for a browser that is behind:
   * it gets the whole view once it has read.
   */
  send(frames: Buffer): boolean {
    const verdict = this.#judge();
    if (verdict === 'held') this.#hasMissed = true;
    if (verdict === 'open') this.#write(frames);
    return verdict === 'open';
  }

  /** As `send`, for what is worthless later: a browser that misses a heartbeat has missed nothing. */
  offer(frames: Buffer): boolean {
    const isOpen = this.#judge() === 'open';
    if (isOpen) this.#write(frames);
    return isOpen;
  }

  #write(frames: Buffer): void {
    // A browser is checked only when the connection does not take everything at once. One that keeps up costs no
    // check.
    const isTaken = this.#connection.write(frames);
    if (!isTaken && this.#socket.bufferedAmount > behindAboveBytes) this.#behindSince = performance.now();
  }

  /** Sends what may be long: a whole view, or everything that was missed. */
  sendView(frames: Buffer): void {
    this.#viewBytes = this.#socket.bufferedAmount === 0 ? frames.length : this.#viewBytes + frames.length;
    this.send(frames);
  }

  /** Checks a browser that is behind. Call it a few times a second. */
  check(): void {
    if (this.#behindSince !== null) this.#judge();
  }
}
