import type { SessionEvent } from '../../contract/events.ts';
import { readEvent } from '../../contract/stored-events.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { isReadableField, type RecordField } from './record-fields.ts';

/** The longest event is a job configuration with two full texts in three-byte characters and JSON's escapes. */
const mostEventBytes = 256 * 1024;

/** An event with its JSON. */
export interface WrittenEvent {
  event: SessionEvent;
  text: string;
}

function isReadableEvent({ event, text }: WrittenEvent): boolean {
  if (Buffer.byteLength(text) > mostEventBytes) return false;
  return readEvent(event.sessionId, parseJson(text)).type === event.type;
}

/**
 * Whether a reader will read exactly what a commit is about to write. The fields that it does not change were read, or
 * checked by the commit that wrote them.
 */
export function isReadable(events: readonly WrittenEvent[], changed: readonly RecordField[]): boolean {
  return events.every(isReadableEvent) && changed.every(isReadableField);
}
