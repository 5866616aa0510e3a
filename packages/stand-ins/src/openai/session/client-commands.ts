import { type ClientEvent, decodeAudio } from '../protocol/client-event.ts';
import { type ProtocolError, refusal } from '../protocol/protocol-error.ts';
import { applySessionUpdate, parseSessionUpdate } from '../protocol/session-update.ts';
import type { CallerTurns } from './caller-turns.ts';
import { createItem, deleteItem, retrieveItem, truncateItem } from './item-commands.ts';
import { ResponseRun } from './response-run.ts';
import type { Responses } from './responses.ts';
import type { SessionCore } from './session-core.ts';

/** Hands each request of a client to the part of the session that carries it out. */
export class ClientCommands {
  readonly #core: SessionCore;
  readonly #responses: Responses;
  readonly #caller: CallerTurns;
  #replayedIds: string[] = [];

  constructor(core: SessionCore, responses: Responses, caller: CallerTurns) {
    this.#core = core;
    this.#responses = responses;
    this.#caller = caller;
  }

  /** Items that the client created before anything else was in the conversation: what an earlier session had. */
  get replayedIds(): readonly string[] {
    return this.#replayedIds;
  }

  /** Carries out an event's request, or returns the error to send. */
  apply(event: ClientEvent): ProtocolError | null {
    switch (event.type) {
      case 'session.update':
        return this.#update(event.session);
      case 'input_audio_buffer.append':
        return this.#append(event.audio);
      case 'input_audio_buffer.commit':
        return this.#caller.commit();
      case 'input_audio_buffer.clear':
        this.#caller.clear();
        return null;
      case 'conversation.item.create':
        return this.#create(event);
      case 'conversation.item.retrieve':
        return retrieveItem(this.#core, event);
      case 'conversation.item.delete':
        return deleteItem(this.#core, event);
      case 'conversation.item.truncate':
        return truncateItem(this.#core, event);
      case 'response.create': {
        const run = this.#responses.create('client', event.response ?? {});
        return run instanceof ResponseRun ? null : run;
      }
      case 'response.cancel':
        return this.#responses.cancel('client_cancelled', event.response_id);
      case 'output_audio_buffer.clear':
        return refusal('invalid_value', 'Only WebRTC and SIP sessions have an output audio buffer.', 'type');
    }
  }

  #update(session: unknown): ProtocolError | null {
    const parsed = parseSessionUpdate(session, {
      configuration: this.#core.configuration,
      hasSpokenAudio: this.#core.hasSpokenAudio,
      responseInProgress: this.#responses.active !== null,
    });
    if (!parsed.ok) return parsed.error;
    this.#core.configuration = applySessionUpdate(this.#core.configuration, parsed.update);
    this.#caller.configure();
    this.#core.emit({ type: 'session.updated', session: structuredClone(this.#core.configuration) });
    return null;
  }

  #append(base64: string): ProtocolError | null {
    const audio = decodeAudio(base64);
    if (audio === null)
      return refusal('invalid_value', "Invalid 'audio'. Expected base64-encoded audio bytes.", 'audio');
    this.#caller.append(audio);
    return null;
  }

  #create(event: Extract<ClientEvent, { type: 'conversation.item.create' }>): ProtocolError | null {
    const isReplay = this.#core.conversation.entries.every((entry) => entry.origin === 'client');
    const error = createItem(this.#core, event, this.#caller.positionMs);
    if (error === null && isReplay)
      this.#replayedIds = this.#core.conversation.entries.map(({ item }) => item.id);
    return error;
  }
}
