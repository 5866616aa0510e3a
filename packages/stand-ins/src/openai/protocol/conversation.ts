import type { ConversationItem } from './conversation-item.ts';
import { type ProtocolError, refusal } from './protocol-error.ts';

/** What a stretch of caller audio was heard as. `text` is null when nothing can hear. */
export interface HeardTurn {
  text: string | null;
  durationMs: number;
}

/** An item, with what the server knows about it. */
export interface Entry {
  item: ConversationItem;
  /** Its origin: the client (typed or replayed), the caller's voice, or the model. */
  origin: 'client' | 'caller' | 'model';
  /** Length of its audio: as committed for caller audio, as far as it was sent for model audio. */
  audioMs: number;
  /** Position in the caller's audio when the item was made. */
  atMs: number;
  /** What the caller said, once it is known. Never rejects. Null for everything but caller audio. */
  heard: Promise<HeardTurn> | null;
  /** Caller audio, µ-law. */
  audio: Uint8Array | null;
}

/** Far beyond an hour of talk. Only a client that has gone wrong reaches it. */
const MAX_ITEMS = 10_000;

/** The conversation's items in order. Item ids are unique in it. */
export class Conversation {
  #entries: Entry[] = [];

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  find(itemId: string): Entry | undefined {
    return this.#entries.find((entry) => entry.item.id === itemId);
  }

  /** The id before an item, null for the first. */
  previousIdOf(itemId: string): string | null {
    const index = this.#entries.findIndex((entry) => entry.item.id === itemId);
    return this.#entries[index - 1]?.item.id ?? null;
  }

  get lastId(): string | null {
    return this.#entries.at(-1)?.item.id ?? null;
  }

  append(entry: Entry): void {
    this.#entries.push(entry);
  }

  /**
   * Puts a client's item after `previousItemId` (`root`: first; undefined: last). Returns the error to send when the
   * position, the id, or the call that it answers does not exist.
   */
  insert(entry: Entry, previousItemId: string | undefined): ProtocolError | null {
    const { item } = entry;
    if (this.#entries.length >= MAX_ITEMS) {
      return refusal('invalid_value', `A conversation has at most ${MAX_ITEMS} items.`, 'item');
    }
    if (this.find(item.id) !== undefined) {
      return refusal('item_create_duplicate_item_id', `Item with id '${item.id}' already exists.`, 'item.id');
    }
    if (item.type === 'function_call_output' && !this.#hasCall(item.call_id)) {
      return refusal('invalid_value', `No function call with id '${item.call_id}' exists.`, 'item.call_id');
    }
    if (previousItemId === undefined) {
      this.#entries.push(entry);
      return null;
    }
    const index =
      previousItemId === 'root' ? 0 : this.#entries.findIndex((one) => one.item.id === previousItemId) + 1;
    if (index === 0 && previousItemId !== 'root') {
      return refusal(
        'invalid_value',
        `Previous item '${previousItemId}' does not exist.`,
        'previous_item_id',
      );
    }
    this.#entries.splice(index, 0, entry);
    return null;
  }

  /** False when there is no such item. */
  remove(itemId: string): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.item.id !== itemId);
    return this.#entries.length < before;
  }

  #hasCall(callId: string): boolean {
    return this.#entries.some(({ item }) => item.type === 'function_call' && item.call_id === callId);
  }
}
