import type { SessionId } from '../../contract/ids.ts';
import { type ReadRecord, type SessionRecord, sessionRecordSchema } from '../../contract/session-record.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { UnreadableRecordError } from './unreadable-record.ts';

/** Fields of the hash that are plain text. The others are JSON. */
const plain = new Set<keyof SessionRecord>(['sessionId', 'ownerId', 'via', 'phase', 'configurationHash']);
const names = Object.keys(sessionRecordSchema.shape) as (keyof SessionRecord)[];

function toField(name: keyof SessionRecord, value: unknown): string {
  return plain.has(name) ? String(value) : JSON.stringify(value);
}

/** A field of a record's hash with its text. */
export type RecordField = [name: keyof SessionRecord, text: string];

/** The hash fields that differ between two records. Other fields stay as they are. */
export function toChangedFields(before: SessionRecord | null, after: SessionRecord): RecordField[] {
  const fields: RecordField[] = [];
  for (const name of Object.keys(after) as (keyof SessionRecord)[]) {
    // A fold keeps what it does not change, so that most fields need not become text to be compared.
    if (before !== null && before[name] === after[name]) continue;
    const text = toField(name, after[name]);
    if (before === null || toField(name, before[name]) !== text) fields.push([name, text]);
  }
  return fields;
}

/** Whether a reader will read exactly this of a field. */
export function isReadableField([name, text]: RecordField): boolean {
  const parsed = sessionRecordSchema.shape[name].safeParse(plain.has(name) ? text : parseJson(text));
  return parsed.success && toField(name, parsed.data) === text;
}

/**
 * Reads a record from its hash. Null when there is none.
 *
 * @throws UnreadableRecordError when the hash cannot be understood
 */
export function parseRecord(sessionId: SessionId, hash: Record<string, string>): ReadRecord | null {
  if (hash.revision === undefined) return null;
  if (hash.unreadable !== undefined) throw new UnreadableRecordError(sessionId, ['unreadable']);
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const text = hash[name];
    if (text !== undefined) values[name] = plain.has(name) ? text : parseJson(text);
  }
  const parsed = sessionRecordSchema.safeParse(values);
  const revision = Number(hash.revision);
  if (!parsed.success || !Number.isSafeInteger(revision)) {
    const fields = parsed.error?.issues.map(({ path }) => path.join('.')) ?? ['revision'];
    throw new UnreadableRecordError(sessionId, fields);
  }
  return { record: parsed.data, revision, commitId: hash.commitId ?? '' };
}
