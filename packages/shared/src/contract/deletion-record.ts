import { z } from 'zod';
import { storedWord } from './text.ts';

/** The kinds of what an erasure removes, as a person knows them. Their words are the page's. */
export const erasedKinds = [
  /** With their job texts and plans. */
  'interviews',
  'transcripts',
  /** Each version counts. */
  'reports',
  'share_links',
  /** What coaches have noted of an interview. */
  'coach_notes',
  /** Calls that wait to be dialled or are booked, and reports and stronger answers that wait to be made. */
  'waiting_jobs',
  /** Money that is held back for a call. */
  'reservations',
  /** The carrier's own records of calls. */
  'call_records',
  'verified_numbers',
  /** What was counted of a candidate: limits of minutes and days, slots, and shares of the day. */
  'limits',
] as const;
export type ErasedKind = (typeof erasedKinds)[number];
export type ErasedCounts = Readonly<Partial<Record<ErasedKind, number>>>;

/** A kind that only another version knows is kept as it is. */
const countsSchema = z.record(storedWord, z.number().int().nonnegative());

/** What an erasure would remove now. */
export const erasurePreviewSchema = z.object({
  counts: countsSchema,
  /** Interviews under way, which an erasure ends first. */
  live: z.number().int().nonnegative(),
  /** There may be more interviews than were counted: the candidate's list holds the newest alone. */
  isAtLeast: z.boolean(),
});
export type ErasurePreview = z.infer<typeof erasurePreviewSchema>;

const random = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/;

/**
 * Names a deletion record: 80 random bits in Crockford's base 32, which has no letters that are taken for digits. As
 * it is typed: small letters, missing hyphens, and O, I and L for digits are understood.
 */
export const deletionReferenceSchema = z
  .string()
  .max(40)
  .transform((typed) => {
    const plain = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    const digits = plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
    return digits.match(/.{1,4}/g)?.join('-') ?? '';
  })
  .pipe(z.string().regex(random))
  .brand<'DeletionReference'>();
export type DeletionReference = z.infer<typeof deletionReferenceSchema>;

/**
 * What is kept of an erasure, so that a person can show later that it was done. It contains nothing personal and no
 * id of a session or a candidate. Times in epoch ms by Redis' clock.
 */
export const deletionRecordSchema = z.object({
  reference: deletionReferenceSchema,
  /** `everything` of a candidate, or `one_interview`. */
  scope: storedWord,
  /** `candidate`, `operator` or `retention`. */
  by: storedWord,
  askedAt: z.number(),
  /** Null: it is still under way. */
  erasedAt: z.number().nullable(),
  /** When Redis' own file was rewritten without it. Null: not yet. */
  fileRewrittenAt: z.number().nullable(),
  /** When this record is deleted itself. */
  keptUntil: z.number(),
  counts: countsSchema,
});
export type DeletionRecord = z.infer<typeof deletionRecordSchema>;

export type DeletionScope = 'everything' | 'one_interview';
export type DeletionActor = 'candidate' | 'operator' | 'retention';
