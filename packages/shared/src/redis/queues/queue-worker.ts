import { setTimeout as wait } from 'node:timers/promises';
import { type Job, UnrecoverableError, Worker, type WorkerOptions } from 'bullmq';
import type { Logger } from '../../runtime/logger.ts';
import { connectQueue } from '../connect.ts';
import { type QueueName, queuePrefix } from './queues.ts';

/** How long BullMQ may take to close without waiting for jobs. */
const forcedCloseMs = 500;

/** Carries out the jobs of one queue, on its own connection. */
export interface QueueWorker {
  /** Takes no more jobs. A job still at work when the time is over is taken by another worker. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts a worker. A job that throws is tried again as its queue says. Each failure is logged, the last one as an
 * error.
 *
 * @param closeLimitMs how long `close` waits for jobs at work
 */
export function startQueueWorker<Data>(options: {
  queue: QueueName;
  work: (job: Job<Data>, token: string | undefined) => Promise<void>;
  /** After each job, done or failed, once the queue has told of it in its events. */
  onTold?: (job: Job<Data>) => Promise<void>;
  redisUrl: string;
  /** The connection's name in Redis' list of clients. */
  connectionName: string;
  logger: Logger;
  closeLimitMs: number;
  settings?: Omit<WorkerOptions, 'connection' | 'prefix'>;
}): QueueWorker {
  const { queue, work, redisUrl, connectionName, closeLimitMs } = options;
  const logger = options.logger.child({ queue });
  const connection = connectQueue(redisUrl, logger, connectionName);
  const worker = new Worker<Data>(queue, work, { ...options.settings, connection, prefix: queuePrefix });
  // An `error` event without a listener may stop the worker (BullMQ guide).
  worker.on('error', (error) => logger.warn({ err: error }, 'queue worker failed'));
  worker.on('failed', (job, error) => {
    // A job that has stalled too often is not tried again, however many attempts it had left.
    const isGivenUp = error instanceof UnrecoverableError;
    const isLast = isGivenUp || job === undefined || job.attemptsMade >= (job.opts.attempts ?? 1);
    if (isLast) logger.error({ err: error }, 'job failed');
    else logger.warn({ err: error }, 'job failed and is tried again');
  });

  const tell = (job: Job<Data> | undefined) => {
    if (job === undefined) return;
    options.onTold?.(job).catch((error) => logger.warn({ err: error }, 'nothing could be done after a job'));
  };
  worker.on('completed', tell);
  worker.on('failed', tell);

  async function close(): Promise<void> {
    const limit = new AbortController();
    const late = wait(Math.max(closeLimitMs, forcedCloseMs), undefined, { signal: limit.signal }).catch(
      () => {},
    );
    // `close` waits for jobs and for connections, which may be away. `close(true)` after `close()` does nothing
    // (bullmq 6, classes/worker.js), so a close that hangs is left behind.
    await Promise.race([worker.close(closeLimitMs === 0), late]);
    limit.abort();
    worker.disconnect().catch((error) => logger.debug({ err: error }, 'queue worker disconnected late'));
    connection.disconnect();
  }
  let closing: Promise<void> | null = null;
  return {
    close() {
      closing ??= close();
      return closing;
    },
  };
}
