import { z } from 'zod';
import { type InstanceId, instanceIdSchema, services } from './ids.ts';

/** A running process of a service, as it announces itself. Times by Redis' clock. */
export const instanceSchema = z.object({
  service: z.enum(services),
  instance: instanceIdSchema,
  address: z.string().max(300),
  capacity: z.number().int().nonnegative(),
  load: z.number().int().nonnegative(),
  /**
   * How many more sessions may begin, as the instance measures itself; without it, as many as its capacity says. It speaks
   * to admission alone: a call that was admitted is served up to the capacity.
   */
  room: z.number().int().nonnegative().optional().catch(undefined),
  draining: z.boolean(),
  /** The latest fleet generation whose reset this instance has carried out. */
  confirmedGeneration: z.number().int().nonnegative(),
  heartbeatAt: z.number(),
  /** Set on a bridge whose provider refuses this installation: the code. Only the operator can fix it. */
  modelTrouble: z.string().max(60).optional(),
});
export type Instance = z.infer<typeof instanceSchema>;

/**
 * Whether an instance takes another session. `freed`: sessions that it is about to release. A bridge whose model
 * cannot be reached announces a capacity of 0.
 */
export function hasRoom({ draining, address, capacity, load }: Instance, freed = 0): boolean {
  return !draining && address !== '' && capacity > 0 && load - freed < capacity;
}

/** Whether a new session may begin at an instance, so that those that run keep their figures. `freed` as in `hasRoom`. */
export function admits({ room, ...instance }: Instance, freed = 0): boolean {
  return hasRoom(instance, freed) && (room === undefined || room + freed > 0);
}

/** Whether one of these instances takes over what `own` gives away. */
export function hasSuccessor(
  instances: readonly Pick<Instance, 'instance' | 'draining'>[],
  own: InstanceId,
): boolean {
  return instances.some(({ instance, draining }) => instance !== own && !draining);
}
