import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;
/** Where log lines go instead of stdout, for tests. */
export type LogDestination = DestinationStream;

/**
 * JSON lines on stdout. Sentences are static and lower-case. Values are fields. Personal data may only stand under
 * `personal`, which is always removed.
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
  return pino(options, destination ?? standardOutput());
}

/** Unread lines beyond this are dropped: a log must never hold up a call. */
const mostWaitingBytes = 8 * 1024 * 1024;
let standard: DestinationStream | undefined;

/** Standard output, written without waiting for its reader. The rest is written at exit. */
function standardOutput(): DestinationStream {
  if (standard !== undefined) return standard;
  let isLeaving = false;
  // Runs before the destination's own handler, which would wait for ever for a reader that has stopped reading or is
  // gone.
  process.once('exit', () => {
    isLeaving = true;
    if (isReaderGone()) destination.destroy();
  });
  const destination = pino.destination({
    dest: 1,
    sync: false,
    maxLength: mostWaitingBytes,
    retryEAGAIN: () => !isLeaving,
  });
  standard = destination;
  return standard;
}

/**
 * Whether the other end of standard output is closed. The launcher's is a socket, which reports that at an empty
 * write.
 */
function isReaderGone(): boolean {
  try {
    writeSync(1, '');
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPIPE';
  }
}
