import type { Logger } from './logger.ts';

/** Logs repeated failures as two lines: when they began and when they were over. */
export interface OutageLog {
  failed(error: unknown): void;
  worked(): void;
}

/** `what` names the work, as in "announcing this instance"; `fields` go with both lines. */
export function createOutageLog(
  logger: Logger,
  what: string,
  fields: Readonly<Record<string, string>> = {},
): OutageLog {
  let failures = 0;
  let since = 0;
  return {
    failed(error) {
      if (failures === 0) {
        since = performance.now();
        logger.warn({ ...fields, err: error }, `${what} fails`);
      } else logger.debug({ ...fields, err: error }, `${what} still fails`);
      failures += 1;
    },
    worked() {
      if (failures === 0) return;
      logger.info(
        { ...fields, failures, outageMs: Math.round(performance.now() - since) },
        `${what} works again`,
      );
      failures = 0;
    },
  };
}
