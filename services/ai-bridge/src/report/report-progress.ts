import type { ReportStep } from '@ringback/shared/contract/report-status';
import type { Logger } from '@ringback/shared/runtime/logger';

type Tell = (step: ReportStep, done: number, of: number) => void;

/** Tells the log how far a report is, one thing after the other; a report waits for none of it but the last. */
export interface ProgressTeller {
  tell: Tell;
  /** When all is told. Never rejects: what could not be told is told by the next. */
  settled(): Promise<void>;
}

export function createProgressTeller(
  commit: (...progress: Parameters<Tell>) => Promise<void>,
  logger: Logger,
): ProgressTeller {
  let last: Promise<void> = Promise.resolve();
  return {
    tell(...progress) {
      last = last
        .then(() => commit(...progress))
        .catch((error) => logger.debug({ err: error }, 'progress of a report could not be told'));
    },
    settled: () => last,
  };
}
