import { z } from 'zod';
import {
  type Coached,
  type Coaching,
  type CoachNote,
  coachedSchema,
  coachingSchema,
  type NoteId,
  noteAnswerSchema,
  topicAnswerSchema,
} from '../contract/coach-notes.ts';
import type { OperationId } from '../contract/ids.ts';
import type { ShareChange } from '../contract/share-links.ts';
import type { GatewayCall } from './gateway-call.ts';

/** A note as a coach writes it. `atMs`: when they began to write, in ms of the interview; null: about no moment. */
export interface NewNote {
  operationId: OperationId;
  text: string;
  atMs: number | null;
  itemId: string | null;
}

/** The part of the gateway's interface about coaches. Every call throws ApiError. */
export interface CoachClient {
  /** Lets a link do more, or less. */
  changeShare(sessionId: string, shareId: string, change: ShareChange): Promise<void>;
  /** For the owner: what coaches have noted and suggested. Withheld until the session is closed. */
  coached(sessionId: string): Promise<Coached>;
  /** For the owner: deletes a note. */
  deleteNote(sessionId: string, noteId: NoteId): Promise<void>;
  /** For a coach: what their link lets them do, and what they have left here. */
  coaching(token: string): Promise<Coaching>;
  /** For a coach: leaves a note. */
  leaveNote(token: string, note: NewNote): Promise<CoachNote>;
  /** For a coach: deletes a note of theirs. */
  deleteOwnNote(token: string, noteId: NoteId): Promise<void>;
  /** For a coach: suggests the topic of the next question. Returns its number. */
  suggestTopic(token: string, request: { operationId: OperationId; topic: string }): Promise<number>;
}

type Call = <T extends z.ZodType>(schema: T, what: GatewayCall) => Promise<z.infer<T>>;

const acceptedSchema = z.unknown();

/** @param call sends with the visitor's cookie. */
export function createCoachClient(call: Call): CoachClient {
  const of = (sessionId: string, rest: string) => `/api/sessions/${encodeURIComponent(sessionId)}${rest}`;
  return {
    async changeShare(sessionId, shareId, body) {
      const path = of(sessionId, `/share/${encodeURIComponent(shareId)}`);
      await call(acceptedSchema, { method: 'PUT', path, body });
    },
    coached: (sessionId) => call(coachedSchema, { method: 'GET', path: of(sessionId, '/notes') }),
    async deleteNote(sessionId, noteId) {
      await call(acceptedSchema, { method: 'DELETE', path: of(sessionId, `/notes/${noteId}`) });
    },
    coaching: (token) =>
      call(coachingSchema, { method: 'POST', path: '/api/share/coaching', body: { token } }),
    async leaveNote(token, note) {
      const body = { token, ...note };
      return (await call(noteAnswerSchema, { method: 'POST', path: '/api/share/notes', body })).note;
    },
    async deleteOwnNote(token, noteId) {
      const body = { token, noteId };
      await call(acceptedSchema, { method: 'POST', path: '/api/share/notes/delete', body });
    },
    async suggestTopic(token, request) {
      const body = { token, ...request };
      return (await call(topicAnswerSchema, { method: 'POST', path: '/api/share/topics', body })).number;
    },
  };
}
