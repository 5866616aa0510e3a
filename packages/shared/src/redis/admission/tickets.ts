import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { candidateIdSchema, sessionIdSchema, shareIdSchema } from '../../contract/ids.ts';
import { redisNowMs } from '../fleet/instances.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** What a ticket lets its bearer do, once. Phone media tokens travel inside TwiML, browser ones by HTTP. */
const ticketGrantSchema = z.object({
  kind: z.enum(['viewer', 'media']),
  sessionId: sessionIdSchema,
  candidateId: candidateIdSchema.nullable(),
  /** The call's earlier stream is known to be over: the instance that held the call has lost it. */
  takesOver: z.boolean().optional(),
  /** The page that asked for the ticket. Only this page may use it. */
  origin: z.string().optional(),
  /** For a coach: the link that was shared with them. */
  shareId: shareIdSchema.optional(),
});
export type TicketGrant = z.infer<typeof ticketGrantSchema>;

const ticketLifeMs = 30_000;

const toKey = (ticket: string) => keys.ticket(createHash('sha256').update(ticket).digest('base64url'));

/** Creates a single-use ticket. Only its hash is stored, so that a look at Redis reveals nothing. */
export async function issueTicket(
  redis: ScriptedRedis,
  grant: TicketGrant,
  lifeMs = ticketLifeMs,
): Promise<{ ticket: string; expiresAt: number }> {
  const ticket = randomBytes(24).toString('base64url');
  const [nowMs] = await Promise.all([
    redisNowMs(redis),
    redis.set(toKey(ticket), JSON.stringify(grant), 'PX', lifeMs),
  ]);
  return { ticket, expiresAt: nowMs + lifeMs };
}

/** Uses up a ticket. Null when it is unknown, used, expired or of another kind. */
export async function redeemTicket(
  redis: ScriptedRedis,
  kind: TicketGrant['kind'],
  ticket: string,
): Promise<TicketGrant | null> {
  const text = await redis.getdel(toKey(ticket));
  if (text === null) return null;
  const grant = ticketGrantSchema.safeParse(JSON.parse(text));
  return grant.success && grant.data.kind === kind ? grant.data : null;
}
