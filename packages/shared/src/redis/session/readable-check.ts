import type { SessionEvent } from '../../contract/events.ts';
import type { SessionRecord } from '../../contract/session-record.ts';
import { readEvent } from '../../contract/stored-events.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { parseRecord, toChangedFields } from './record-fields.ts';
import { isUnreadable } from './unreadable-record.ts';

/** The longest event is a job configuration with two full texts in three-byte characters and JSON's escapes. */
const mostEventBytes = 256 * 1024;

function isReadableEvent(event: SessionEvent): boolean {
  const text = JSON.stringify(event);
  if (Buffer.byteLength(text) > mostEventBytes) return false;
  return readEvent(event.sessionId, parseJson(text)).type === event.type;
}

function isReadableRecord(record: SessionRecord): boolean {
  const fields = toChangedFields(null, record);
  const hash = Object.fromEntries(
    fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? '']] : [])),
  );
  try {
    const read = parseRecord(record.sessionId, { ...hash, revision: '1' });
    return read !== null && toChangedFields(record, read.record).length === 0;
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

/** Whether a reader will read exactly what a commit is about to write. */
export function isReadable(events: readonly SessionEvent[], after: SessionRecord): boolean {
  return events.every(isReadableEvent) && isReadableRecord(after);
}
