import { z } from 'zod';
import { sessionIdSchema, shareIdSchema } from './ids.ts';

/** Bodies and answers about share links. By a link, a coach watches a session and can do nothing else. */

/** How long a coach may use a link: a day by default, a week at most. */
export const shareRequestSchema = z.strictObject({
  expiresInMinutes: z
    .number()
    .int()
    .min(5)
    .max(7 * 24 * 60)
    .default(24 * 60),
  /** Whether the link shows the report too, once there is one. */
  report: z.boolean().default(false),
});
export type ShareRequest = z.input<typeof shareRequestSchema>;
const shareTimes = {
  shareId: shareIdSchema,
  createdAt: z.number(),
  expiresAt: z.number(),
  report: z.boolean().default(false),
};
/** Lets a link show the report, or no longer. */
export const shareChangeSchema = z.strictObject({ report: z.boolean() });
/** The address is told once, because only the hash of its token is kept. */
export const sharedSchema = z.object({ ...shareTimes, url: z.string() });
export type Shared = z.infer<typeof sharedSchema>;
export const shareListSchema = z.object({ shares: z.array(z.object(shareTimes)) });
export const shareTicketRequestSchema = z.strictObject({ token: z.string().min(16).max(100) });
export const shareTicketSchema = z.object({
  sessionId: sessionIdSchema,
  ticket: z.string(),
  expiresAt: z.number(),
});
