import { z } from 'zod';
import { instanceIdSchema, services } from './ids.ts';

/** A running process of a service, as it announces itself. Times by Redis' clock. */
export const instanceSchema = z.object({
  service: z.enum(services),
  instance: instanceIdSchema,
  address: z.string().max(300),
  capacity: z.number().int().nonnegative(),
  load: z.number().int().nonnegative(),
  draining: z.boolean(),
  /** The fleet generation whose reset this instance has carried out. */
  confirmedGeneration: z.number().int().nonnegative(),
  heartbeatAt: z.number(),
});
export type Instance = z.infer<typeof instanceSchema>;
