import { patiently } from '../../patience.ts';
import type { PassedEvent } from '../session-record.ts';

/** The last events in one direction, and a way to wait for one. */
export class EventLog {
  readonly events: PassedEvent[] = [];
  readonly #limit: number;
  readonly #openedAt = performance.now();
  readonly #waiting = new Set<{
    fits: (event: PassedEvent) => boolean;
    done: (event: PassedEvent | null) => void;
  }>();
  #isClosed = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Notes an event. `audioField` names the field whose base64 audio is replaced by its size. */
  add(event: Record<string, unknown>, audioField: string): void {
    const passed = abbreviate(event, audioField, performance.now() - this.#openedAt);
    this.events.push(passed);
    if (this.events.length > this.#limit) this.events.shift();
    for (const waiter of [...this.#waiting]) if (waiter.fits(passed)) waiter.done(passed);
  }

  waitFor(type: string, fits: (event: PassedEvent) => boolean = () => true): Promise<PassedEvent> {
    const isIt = (event: PassedEvent) => event.type === type && fits(event);
    const past = this.events.find(isIt);
    if (past !== undefined) return Promise.resolve(past);
    const gone = new Error(`the session closed without ${type}`);
    if (this.#isClosed) return Promise.reject(gone);
    const waiting = new Promise<PassedEvent>((resolve, reject) => {
      const waiter = {
        fits: isIt,
        done: (event: PassedEvent | null) => {
          this.#waiting.delete(waiter);
          if (event === null) reject(gone);
          else resolve(event);
        },
      };
      this.#waiting.add(waiter);
    });
    return patiently(waiting, `${type} in the model's session`);
  }

  close(): void {
    this.#isClosed = true;
    for (const waiter of [...this.#waiting]) waiter.done(null);
  }
}

function abbreviate(event: Record<string, unknown>, audioField: string, atMs: number): PassedEvent {
  const type = String(event.type);
  const audio = event[audioField];
  const isAudio =
    typeof audio === 'string' && (type.startsWith('input_audio_buffer.') || type.endsWith('_audio.delta'));
  if (!isAudio) return { atMs, type, audioBytes: 0, event };
  const { [audioField]: _audio, ...rest } = event;
  return { atMs, type, audioBytes: Buffer.byteLength(audio, 'base64'), event: rest };
}
