import { patiently } from '../patience.ts';
import type { SessionRecord } from './session-record.ts';

/** The sessions of a server in the order of opening. The oldest are forgotten. */
export class SessionRegistry<Session extends SessionRecord> {
  readonly sessions: Session[] = [];
  readonly #limit: number;
  readonly #waiting = new Map<number, PromiseWithResolvers<Session>>();
  #opened = 0;
  #isClosed = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The index that the next session must have. */
  get nextIndex(): number {
    return this.#opened;
  }

  add(session: Session): void {
    this.#opened += 1;
    this.sessions.push(session);
    if (this.sessions.length > this.#limit) this.sessions.shift();
    this.#waiting.get(session.index)?.resolve(session);
    this.#waiting.delete(session.index);
  }

  /** The session with this index, now or when it opens. Rejects when it is forgotten or can no longer open. */
  find(index: number): Promise<Session> {
    const session = this.sessions.find((one) => one.index === index);
    if (session !== undefined) return Promise.resolve(session);
    if (index < this.#opened) return Promise.reject(new Error(`session ${index} is no longer remembered`));
    if (this.#isClosed) return Promise.reject(new Error('the stand-in is closed'));
    const waiting = this.#waiting.get(index) ?? Promise.withResolvers<Session>();
    this.#waiting.set(index, waiting);
    return patiently(waiting.promise, `session ${index} of the model`);
  }

  close(): void {
    this.#isClosed = true;
    for (const waiting of this.#waiting.values()) waiting.reject(new Error('the stand-in closed'));
    this.#waiting.clear();
  }
}
