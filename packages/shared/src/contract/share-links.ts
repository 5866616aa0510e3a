import { z } from 'zod';
import { sessionIdSchema, shareIdSchema } from './ids.ts';
import { cleanedLine } from './text.ts';

/** Bodies and answers about share links. By a link, a coach watches a session, and does what its owner lets it. */

export const mostLinkNameCharacters = 60;

/** What a link lets its bearer do besides watching. An earlier release knows `report` alone. */
const rights = {
  /** The link shows the report too, once there is one. */
  report: z.boolean().default(false),
  /** Its coach may leave private notes. */
  notes: z.boolean().default(false),
  /** With the report it also shows the notes of the other coaches. */
  allNotes: z.boolean().default(false),
  /** Its coach may suggest the topic of the next question. */
  topics: z.boolean().default(false),
};
export const shareRights = Object.keys(rights) as (keyof typeof rights)[];
export type ShareRight = keyof typeof rights;
const rightsSchema = z.object(rights);
export type ShareRights = z.infer<typeof rightsSchema>;

/** How long a coach may use a link: a day by default, a week at most. */
export const shareRequestSchema = z.strictObject({
  expiresInMinutes: z
    .number()
    .int()
    .min(5)
    .max(7 * 24 * 60)
    .default(24 * 60),
  /** Whom the owner gives it to, in their own words. The coach and the owner read it. */
  name: cleanedLine(mostLinkNameCharacters).default(''),
  ...rights,
});
export type ShareRequest = z.input<typeof shareRequestSchema>;
const shareTimes = {
  shareId: shareIdSchema,
  createdAt: z.number(),
  expiresAt: z.number(),
  name: z.string().default(''),
  ...rights,
};
/** Lets a link do more, or less. What is not named stays. */
export const shareChangeSchema = z
  .strictObject({
    report: z.boolean().optional(),
    notes: z.boolean().optional(),
    allNotes: z.boolean().optional(),
    topics: z.boolean().optional(),
  } satisfies Record<ShareRight, z.ZodType>)
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change something');
export type ShareChange = z.infer<typeof shareChangeSchema>;
/** The address is told once, because only the hash of its token is kept. */
export const sharedSchema = z.object({ ...shareTimes, url: z.string() });
export type Shared = z.infer<typeof sharedSchema>;
/** A link as its owner reads of it. */
export const shareSchema = z.object(shareTimes);
/** `isWatching`: a coach reads along by it now. An earlier release tells none. */
export const shareListSchema = z.object({
  shares: z.array(shareSchema.extend({ isWatching: z.boolean().default(false) })),
});

/** A link's secret, as it stands in its address. */
export const shareTokenSchema = z.string().min(16).max(100);
export const shareTicketRequestSchema = z.strictObject({ token: shareTokenSchema });
export const shareTicketSchema = z.object({
  sessionId: sessionIdSchema,
  ticket: z.string(),
  expiresAt: z.number(),
});
