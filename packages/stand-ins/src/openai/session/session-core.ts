import type { Faults } from '../faults.ts';
import { Conversation } from '../protocol/conversation.ts';
import type { ProtocolError } from '../protocol/protocol-error.ts';
import { createId, type Random } from '../protocol/random.ts';
import type { ServerEvent } from '../protocol/server-event.ts';
import type { SessionConfiguration } from '../protocol/session-configuration.ts';

/** What every part of a session shares: its configuration, its conversation, and the way out to the client. */
export class SessionCore {
  readonly conversation = new Conversation();
  readonly conversationId: string;
  readonly random: Random;
  readonly faults: Faults;
  /** Aborts when the session is over, which ends all waits. */
  readonly signal: AbortSignal;
  configuration: SessionConfiguration;
  /** True from the first audio delta on, which fixes the voice. */
  hasSpokenAudio = false;
  readonly #send: (event: ServerEvent) => void;

  constructor(options: {
    configuration: SessionConfiguration;
    random: Random;
    faults: Faults;
    signal: AbortSignal;
    send: (event: ServerEvent) => void;
  }) {
    this.configuration = options.configuration;
    this.random = options.random;
    this.faults = options.faults;
    this.signal = options.signal;
    this.conversationId = createId('conv', options.random);
    this.#send = options.send;
  }

  emit(event: ServerEvent): void {
    if (!this.signal.aborted) this.#send(event);
  }

  /** Sends an `error` event. `eventId` is the client event that caused it. */
  refuse(error: ProtocolError, eventId: string | null = null): void {
    this.emit({ type: 'error', error: { ...error, event_id: eventId } });
  }

  newId(prefix: 'item' | 'resp' | 'call'): string {
    return createId(prefix, this.random);
  }
}
