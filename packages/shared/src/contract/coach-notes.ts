import { z } from 'zod';
import { itemIdSchema, operationIdSchema, shareIdSchema } from './ids.ts';
import { shareTokenSchema } from './share-links.ts';
import { mostTopicCharacters, suggestedTopicSchema } from './suggested-topic.ts';
import { cleanedLine, cleanedText, storedText, storedWord } from './text.ts';

/**
 * What a coach leaves in a session: private notes at a moment of the interview, and suggested topics for the next
 * question. The coach is known by their link alone.
 */

export const mostNoteCharacters = 1_000;
/** How many notes a link leaves in one session, and all links together. */
export const mostNotesOfLink = 50;
export const mostNotesOfSession = 200;
/** What the notes of one session may weigh in all, as UTF-8 of their JSON. */
export const mostNotesBytes = 256 * 1024;
/** Longer than any interview, in ms. */
const mostMomentMs = 4 * 3_600_000;

/** A note's name within its session. */
export const noteIdSchema = z
  .string()
  .regex(/^note_[A-Za-z0-9_-]{24}$/)
  .brand<'NoteId'>();
export type NoteId = z.infer<typeof noteIdSchema>;

/**
 * A note as it is stored and told. Any release may have written it: unknown fields are dropped, and a damaged moment is
 * none.
 */
export const coachNoteSchema = z.object({
  noteId: noteIdSchema,
  shareId: shareIdSchema,
  /** The name of the link when the note was written. Empty: it had none. */
  by: storedWord.default('').catch(''),
  /** When it was written, epoch ms. */
  at: z.number(),
  /** The moment that it is about, in ms since the interview's first word was due. Null: none. */
  atMs: z.number().nullable().default(null).catch(null),
  /** The last turn that had begun by then. Null: none had, or it is not known. */
  itemId: itemIdSchema.nullable().default(null).catch(null),
  text: storedText,
});
export type CoachNote = z.infer<typeof coachNoteSchema>;

/** A note as JSON, as its reader reads it. Null: it could not be read; nothing is stored. */
export function writeNote(note: CoachNote): string | null {
  const text = JSON.stringify(note);
  const read = coachNoteSchema.safeParse(JSON.parse(text));
  return read.success && JSON.stringify(read.data) === text ? text : null;
}

export const noteRequestSchema = z.strictObject({
  token: shareTokenSchema,
  operationId: operationIdSchema,
  text: cleanedText(mostNoteCharacters).pipe(z.string().min(1, 'is needed: what do you note?')),
  /** The moment at which the coach began to write. */
  atMs: z.number().int().min(0).max(mostMomentMs).nullable().default(null),
  itemId: itemIdSchema.nullable().default(null),
});
export const noteEraseSchema = z.strictObject({ token: shareTokenSchema, noteId: noteIdSchema });
export const topicRequestSchema = z.strictObject({
  token: shareTokenSchema,
  operationId: operationIdSchema,
  topic: cleanedLine(mostTopicCharacters).pipe(z.string().min(1, 'is needed: what should be asked about?')),
});
/** `number`: its place among the topics of the session, from 1. */
export const topicAnswerSchema = z.object({ number: z.number().int() });
export const noteAnswerSchema = z.object({ note: coachNoteSchema });

/** What a link lets its coach do at present, and what they have left here. */
export const coachingSchema = z.object({
  /** What the owner calls the link. */
  name: z.string(),
  mayNote: z.boolean(),
  maySuggest: z.boolean(),
  /** Their own, in the order of their moments. */
  notes: z.array(coachNoteSchema),
  /** Those of other coaches: once the session is closed, where the link shows them. */
  otherNotes: z.array(coachNoteSchema),
  /** Their own topics and where they stand. `text` is empty where its words have expired; an older gateway tells none. */
  topics: z.array(
    z.object({
      ...{ number: z.number().int(), state: storedWord, at: z.number() },
      text: storedText.default(''),
    }),
  ),
  /** A topic waits for its turn, this coach's or another's. */
  isTopicWaiting: z.boolean(),
});
export type Coaching = z.infer<typeof coachingSchema>;

/** What coaches have left in a session, for its owner. While the session is open, all of it is withheld. */
export const coachedSchema = z.object({
  isWithheld: z.boolean(),
  notes: z.array(coachNoteSchema),
  topics: z.array(suggestedTopicSchema.extend({ text: storedText })),
});
export type Coached = z.infer<typeof coachedSchema>;

/** Notes in the order of the moments that they are about; those without one by when they were written, at the end. */
export function sortNotes(notes: readonly CoachNote[]): CoachNote[] {
  const place = ({ atMs }: CoachNote) => atMs ?? Number.POSITIVE_INFINITY;
  return notes.toSorted((one, other) => {
    const [first, second] = [place(one), place(other)];
    return first === second ? one.at - other.at : first - second;
  });
}
