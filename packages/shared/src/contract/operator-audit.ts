import { z } from 'zod';

/** What an operator did, or what someone tried in their name. `at` in epoch ms by Redis' clock. */
export const auditEntrySchema = z.object({
  at: z.number().int().nonnegative(),
  /** The network that the request came from. */
  from: z.string().max(64),
  /** Method and path, with what was switched. */
  what: z.string().max(200),
  outcome: z.enum(['allowed', 'refused', 'limited']),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
