import type { Logger } from '@ringback/shared/runtime/logger';
import type { BookingMetrics, UnreadablePart } from './booking-metrics.ts';

/** Tells operators that a part of a booking cannot be read: by another version's hand, or for want of its key. */
export function tellUnreadable(
  { metrics, logger }: { metrics: Pick<BookingMetrics, 'unreadable'>; logger: Logger },
  part: UnreadablePart,
): void {
  metrics.unreadable(part);
  logger.warn({ part }, 'a part of a booking cannot be read');
}
