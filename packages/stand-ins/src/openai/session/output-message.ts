import { bytesPerMs } from '../protocol/audio-format.ts';
import type { Entry } from '../protocol/conversation.ts';
import type { ItemStatus, MessageItem } from '../protocol/conversation-item.ts';
import type { ResponseResource, ServerEvent } from '../protocol/server-event.ts';
import { audioTokens, type Tokens, textTokens } from '../protocol/usage.ts';
import type { OutputItems } from './output-items.ts';
import type { SessionCore } from './session-core.ts';

/** The assistant's message of a response while it is being sent, spoken or written. */
export class OutputMessage {
  /** The audio that would be sent next, and still comes through after a cancel. */
  next: Uint8Array | null = null;
  readonly #core: SessionCore;
  readonly #items: OutputItems;
  readonly #modality: 'audio' | 'text';
  readonly #bytesPerMs: number;
  readonly #item: MessageItem;
  readonly #entry: Entry;
  readonly #ids: { response_id: string; item_id: string; output_index: number; content_index: number };
  #text = '';
  #isOpen = true;

  /** Announces the empty message. */
  constructor(core: SessionCore, items: OutputItems, resource: ResponseResource) {
    this.#core = core;
    this.#items = items;
    this.#modality = resource.output_modalities[0] ?? 'audio';
    this.#bytesPerMs = bytesPerMs(resource.audio.output.format);
    const id = core.newId('item');
    this.#item = {
      id,
      object: 'realtime.item',
      type: 'message',
      role: 'assistant',
      status: 'in_progress',
      content: [],
    };
    const { outputIndex, entry } = items.add(this.#item);
    this.#entry = entry;
    this.#ids = { response_id: resource.id, item_id: id, output_index: outputIndex, content_index: 0 };
    this.#item.content.push(
      this.#modality === 'audio'
        ? { type: 'output_audio', transcript: '' }
        : { type: 'output_text', text: '' },
    );
    this.#core.emit({ type: 'response.content_part.added', ...this.#ids, part: this.#part() });
  }

  /** Audio sent so far. */
  get audioMs(): number {
    return this.#entry.audioMs;
  }

  get tokens(): Tokens {
    return { text: textTokens(this.#text), audio: audioTokens(this.#entry.audioMs) };
  }

  sendTranscript(delta: string): void {
    this.#add(delta);
    this.#core.emit({ type: 'response.output_audio_transcript.delta', ...this.#ids, delta });
  }

  sendAudio(bytes: Uint8Array): void {
    this.next = null;
    this.#entry.audioMs += bytes.length / this.#bytesPerMs;
    this.#core.emit(this.#audioDelta(bytes));
  }

  sendText(delta: string): void {
    this.#add(delta);
    this.#core.emit({ type: 'response.output_text.delta', ...this.#ids, delta });
  }

  /** The delta that was on its way when the response was cancelled. Its audio counts, because it was generated. */
  takeUnsentDelta(): ServerEvent | null {
    if (this.next === null || !this.#isOpen) return null;
    const delta = this.#audioDelta(this.next);
    this.#entry.audioMs += this.next.length / this.#bytesPerMs;
    this.next = null;
    return delta;
  }

  /** Sends everything that ends a message. Closing twice is safe. */
  close(status: Exclude<ItemStatus, 'in_progress'>): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#item.status = status;
    if (this.#modality === 'audio') {
      this.#core.emit({ type: 'response.output_audio.done', ...this.#ids });
      const transcript = this.#text;
      this.#core.emit({ type: 'response.output_audio_transcript.done', ...this.#ids, transcript });
    } else {
      this.#core.emit({ type: 'response.output_text.done', ...this.#ids, text: this.#text });
    }
    this.#core.emit({ type: 'response.content_part.done', ...this.#ids, part: this.#part() });
    this.#items.finish(this.#item);
  }

  #add(delta: string): void {
    this.#text += delta;
    const part = this.#item.content[0];
    if (part?.type === 'output_audio') part.transcript = this.#text;
    if (part?.type === 'output_text') part.text = this.#text;
  }

  #audioDelta(bytes: Uint8Array): ServerEvent {
    return {
      type: 'response.output_audio.delta',
      ...this.#ids,
      delta: Buffer.from(bytes).toString('base64'),
    };
  }

  /** Here, unlike in items, parts are called `audio` and `text`. */
  #part(): { type: 'audio'; transcript: string } | { type: 'text'; text: string } {
    return this.#modality === 'audio'
      ? { type: 'audio', transcript: this.#text }
      : { type: 'text', text: this.#text };
  }
}
