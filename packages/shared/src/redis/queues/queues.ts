import type { ServiceName } from '../../contract/ids.ts';

/** BullMQ's prefix; changing it loses the queues. */
export const queuePrefix = '{ringback}';

/** Every queue, and the services that put jobs into it or carry them out. Redis keeps the others out. */
export const queueUsers = {
  /** Calls to be placed (`dial-queue.ts`). */
  dial: ['frontend-gateway', 'telephony'],
  /** The carrier's records of erased calls (`call-record-queue.ts`). */
  'call-records': ['frontend-gateway', 'telephony'],
  /** Reports to be made (`report-queue.ts`). */
  report: ['ai-bridge', 'frontend-gateway'],
} as const satisfies Readonly<Record<string, readonly ServiceName[]>>;

export type QueueName = keyof typeof queueUsers;

/** The keys of a queue begin with it. */
export function toQueueKey(name: QueueName): string {
  return `${queuePrefix}:${name}`;
}
