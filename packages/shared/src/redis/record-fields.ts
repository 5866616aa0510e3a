import { type ReadRecord, type SessionRecord, sessionRecordSchema } from '../contract/session-record.ts';

/** Fields of the hash that are plain text; the others are JSON. */
const plain = new Set<keyof SessionRecord>(['sessionId', 'ownerId', 'via', 'phase', 'configurationHash']);

function toField(name: keyof SessionRecord, value: unknown): string {
  return plain.has(name) ? String(value) : JSON.stringify(value);
}

/** The hash fields that differ between two records, as the flat list that HSET takes. */
export function toChangedFields(before: SessionRecord | null, after: SessionRecord): string[] {
  const fields: string[] = [];
  for (const name of Object.keys(after) as (keyof SessionRecord)[]) {
    const value = toField(name, after[name]);
    if (before === null || toField(name, before[name]) !== value) fields.push(name, value);
  }
  return fields;
}

/** Reads a record out of its hash; null when there is none. Throws a ZodError on a damaged one. */
export function parseRecord(hash: Record<string, string>): ReadRecord | null {
  if (hash.revision === undefined) return null;
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(sessionRecordSchema.shape) as (keyof SessionRecord)[]) {
    const text = hash[name];
    if (text === undefined) continue;
    values[name] = plain.has(name) ? text : JSON.parse(text);
  }
  return {
    record: sessionRecordSchema.parse(values),
    revision: Number(hash.revision),
    commitId: hash.commitId ?? '',
  };
}
