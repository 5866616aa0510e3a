import type { Entry } from '../protocol/conversation.ts';
import { type ConversationItem, withoutAudio } from '../protocol/conversation-item.ts';
import type { ResponseResource } from '../protocol/server-event.ts';
import type { SessionCore } from './session-core.ts';

/** Adds a response's items to the response and, unless it is a side response, to the conversation. */
export class OutputItems {
  readonly #core: SessionCore;
  readonly #resource: ResponseResource;
  readonly #isInConversation: boolean;
  readonly #atMs: number;

  constructor(
    core: SessionCore,
    resource: ResponseResource,
    options: { isInConversation: boolean; atMs: number },
  ) {
    this.#core = core;
    this.#resource = resource;
    this.#isInConversation = options.isInConversation;
    this.#atMs = options.atMs;
  }

  add(item: ConversationItem): { outputIndex: number; entry: Entry } {
    const outputIndex = this.#resource.output.length;
    const entry: Entry = { item, origin: 'model', audioMs: 0, atMs: this.#atMs, heard: null, audio: null };
    this.#resource.output.push(item);
    this.#core.emit({
      type: 'response.output_item.added',
      response_id: this.#resource.id,
      output_index: outputIndex,
      item: withoutAudio(item),
    });
    if (this.#isInConversation) {
      const previous = this.#core.conversation.lastId;
      this.#core.conversation.append(entry);
      this.#core.emit({
        type: 'conversation.item.added',
        item: withoutAudio(item),
        previous_item_id: previous,
      });
    }
    return { outputIndex, entry };
  }

  /** The documents do not say which of the two `done` events comes first, so no client may depend on it. */
  finish(item: ConversationItem): void {
    const outputDone = () =>
      this.#core.emit({
        type: 'response.output_item.done',
        response_id: this.#resource.id,
        output_index: this.#resource.output.indexOf(item),
        item: withoutAudio(item),
      });
    const itemDone = () => {
      if (!this.#isInConversation) return;
      const previous = this.#core.conversation.previousIdOf(item.id);
      this.#core.emit({
        type: 'conversation.item.done',
        item: withoutAudio(item),
        previous_item_id: previous,
      });
    };
    const order = this.#core.random.chance(0.5) ? [outputDone, itemDone] : [itemDone, outputDone];
    for (const send of order) send();
  }
}
