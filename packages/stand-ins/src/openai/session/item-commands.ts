import type { ClientEvent } from '../protocol/client-event.ts';
import type { Entry } from '../protocol/conversation.ts';
import { type ContentPart, parseItem, withoutAudio } from '../protocol/conversation-item.ts';
import { type ProtocolError, refusal } from '../protocol/protocol-error.ts';
import { truncateEntry } from '../protocol/truncate.ts';
import type { SessionCore } from './session-core.ts';

type EventOf<Type extends ClientEvent['type']> = Extract<ClientEvent, { type: Type }>;

/** The client's commands on conversation items. Each returns the error to send, or null when it was done. */

export function createItem(
  core: SessionCore,
  event: EventOf<'conversation.item.create'>,
  atMs: number,
): ProtocolError | null {
  const parsed = parseItem(event.item, 'item', (prefix) => core.newId(prefix));
  if (!parsed.ok) return parsed.error;
  const { item } = parsed;
  const entry: Entry = { item, origin: 'client', audioMs: 0, atMs, heard: null, audio: null };
  const error = core.conversation.insert(entry, event.previous_item_id ?? undefined);
  if (error !== null) return error;
  const previous = core.conversation.previousIdOf(item.id);
  const shown = structuredClone(withoutAudio(item));
  core.emit({ type: 'conversation.item.added', item: shown, previous_item_id: previous });
  core.emit({ type: 'conversation.item.done', item: shown, previous_item_id: previous });
  return null;
}

export function retrieveItem(
  core: SessionCore,
  event: EventOf<'conversation.item.retrieve'>,
): ProtocolError | null {
  const entry = core.conversation.find(event.item_id);
  if (entry === undefined) return missing('retrieve');
  core.emit({ type: 'conversation.item.retrieved', item: withCallerAudio(entry) });
  return null;
}

export function deleteItem(
  core: SessionCore,
  event: EventOf<'conversation.item.delete'>,
): ProtocolError | null {
  if (!core.conversation.remove(event.item_id)) return missing('delete');
  core.emit({ type: 'conversation.item.deleted', item_id: event.item_id });
  return null;
}

export function truncateItem(
  core: SessionCore,
  event: EventOf<'conversation.item.truncate'>,
): ProtocolError | null {
  const { item_id, content_index, audio_end_ms } = event;
  const error = truncateEntry(core.conversation.find(item_id), content_index, audio_end_ms);
  if (error !== null) return error;
  core.emit({ type: 'conversation.item.truncated', item_id, content_index, audio_end_ms });
  return null;
}

function missing(action: 'retrieve' | 'delete'): ProtocolError {
  return refusal(`item_${action}_invalid_item_id`, `Error: no item to ${action} with this id.`, 'item_id');
}

/** Caller audio is returned in µ-law, whatever its original format. */
function withCallerAudio(entry: Entry): Entry['item'] {
  const { item, audio } = entry;
  if (item.type !== 'message' || audio === null) return structuredClone(item);
  const content = item.content.map(
    (part): ContentPart =>
      part.type === 'input_audio' ? { ...part, audio: Buffer.from(audio).toString('base64') } : part,
  );
  return { ...item, content };
}
