import type { ServiceName } from '../../contract/ids.ts';

/** BullMQ's prefix. Changing it loses the queues. */
export const queuePrefix = '{ringback}';

/** Every queue, with the services that add or carry out its jobs. Redis refuses it to all other services. */
export const queueUsers = {
  /** Calls to place (`dial-queue.ts`). */
  dial: ['frontend-gateway', 'telephony'],
  /** The carrier's records of erased calls, to be deleted (`call-record-queue.ts`). */
  'call-records': ['frontend-gateway', 'telephony'],
  /** Booked calls, each with its time (`booking-queue.ts`). */
  bookings: ['frontend-gateway'],
  /** Reports to make (`report-queue.ts`). */
  report: ['ai-bridge', 'frontend-gateway'],
} as const satisfies Readonly<Record<string, readonly ServiceName[]>>;

export type QueueName = keyof typeof queueUsers;

/** The beginning of each of a queue's keys. */
export function toQueueKey(name: QueueName): string {
  return `${queuePrefix}:${name}`;
}
