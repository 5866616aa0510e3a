import { createHash } from 'node:crypto';
import {
  type CoachNote,
  coachNoteSchema,
  mostNotesBytes,
  mostNotesOfLink,
  mostNotesOfSession,
  type NoteId,
  noteIdSchema,
  sortNotes,
  writeNote,
} from '../../contract/coach-notes.ts';
import type { OperationId, SessionId, ShareId } from '../../contract/ids.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { rightField } from '../admission/share-links.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from './session-keys.ts';

/** The beginning of the fields of one link's notes. */
const ofLink = (shareId: ShareId) => `${shareId}:`;
const fieldOf = ({ shareId, noteId }: Pick<CoachNote, 'shareId' | 'noteId'>) => `${ofLink(shareId)}${noteId}`;

/** The id of the note that a link's operation writes: the same operation writes one note, also when it is repeated. */
export function toNoteId(shareId: ShareId, operationId: OperationId): NoteId {
  const hash = createHash('sha256').update(`${shareId}\n${operationId}`).digest('base64url');
  return noteIdSchema.parse(`note_${hash.slice(0, 24)}`);
}

/**
 * `kept`: also when the same operation has kept it before; then as it stands. `conflict`: the operation has kept another
 * text. `full`: its link, or its session, has as many notes as it takes. `gone`: the session, the link, or what let it note. `malformed`: its reader could not read it.
 */
export type KeptNote =
  | { outcome: 'kept'; note: CoachNote }
  | { outcome: 'conflict' | 'full' | 'gone' | 'malformed' };

const read = (text: string | null): CoachNote | null =>
  text === null ? null : (coachNoteSchema.safeParse(parseJson(text)).data ?? null);

/** Keeps a coach's note beside its session, while that is there and the link may leave notes. Rejects without Redis. */
export async function keepNote(
  redis: ScriptedRedis,
  sessionId: SessionId,
  note: CoachNote,
): Promise<KeptNote> {
  const text = writeNote(note);
  if (text === null) return { outcome: 'malformed' };
  const notes = sessionKeys.notes(sessionId);
  const outcome = await redis.keepNote(
    sessionKeys.record(sessionId),
    notes,
    sessionKeys.tombstone(sessionId),
    keys.shares(sessionId),
    fieldOf(note),
    text,
    ofLink(note.shareId),
    ...[mostNotesOfLink, mostNotesOfSession, mostNotesBytes].map(String),
    ...[note.shareId, rightField(note.shareId, 'notes')],
  );
  if (outcome === 'ok') return { outcome: 'kept', note };
  if (outcome !== 'known') return { outcome };
  const known = read(await redis.hget(notes, fieldOf(note)));
  return known?.text === note.text ? { outcome: 'kept', note: known } : { outcome: 'conflict' };
}

/** All notes of a session, in the order of their moments. One that cannot be read is left out. Rejects without Redis. */
export async function readNotes(redis: ScriptedRedis, sessionId: SessionId): Promise<CoachNote[]> {
  return sortNotes((await redis.hvals(sessionKeys.notes(sessionId))).flatMap((text) => read(text) ?? []));
}

/** How many notes a session has, readable or not. Rejects without Redis. */
export function countNotes(redis: ScriptedRedis, sessionId: SessionId): Promise<number> {
  return redis.hlen(sessionKeys.notes(sessionId));
}

/**
 * Removes a note. With a link, only one of its own. False: there is none by this id. Rejects without Redis.
 */
export async function removeNote(
  redis: ScriptedRedis,
  sessionId: SessionId,
  { noteId, shareId }: { noteId: NoteId; shareId?: ShareId },
): Promise<boolean> {
  const key = sessionKeys.notes(sessionId);
  const fields =
    shareId === undefined
      ? (await redis.hkeys(key)).filter((field) => field.endsWith(`:${noteId}`))
      : [fieldOf({ shareId, noteId })];
  return fields.length > 0 && (await redis.hdel(key, ...fields)) > 0;
}
