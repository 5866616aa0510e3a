import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;
/** Where log lines go in place of stdout: for tests. */
export type LogDestination = DestinationStream;

/**
 * JSON lines on stdout. Sentences are static and lower-case, values are fields. Personal data may only
 * stand under `personal`, which is always removed.
 */
export function createLogger(
  base: { service: string; instance: string; level: string },
  destination?: LogDestination,
): Logger {
  const options = {
    level: base.level,
    base: { service: base.service, instance: base.instance },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'personal',
        '*.personal',
        'token',
        'ticket',
        'authorization',
        'cookie',
        'err.config',
        'err.command',
      ],
      remove: true,
    },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}
