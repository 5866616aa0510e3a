import {
  type CallRecordJob,
  callRecordJobSchema,
  callRecordQueueName,
} from '@ringback/shared/redis/admission/call-record-queue';
import { isPriceAwaited } from '@ringback/shared/redis/admission/carrier-prices';
import { connectQueue } from '@ringback/shared/redis/connect';
import { queuePrefix } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';
import { DelayedError, type Job, Worker } from 'bullmq';
import type { TwilioRestClient } from '../twilio/rest-client.ts';

/** Only the record tells what the call cost: it stays until then, and no longer than this after the erasure. */
const mostAwaitedMs = 60 * 60_000;
const lookAgainMs = 60_000;

/**
 * Deletes the carrier's records of calls whose sessions were erased: they name both numbers and the time. One whose price
 * is still awaited goes when that was told, after an hour at the latest.
 */
export function startCallRecordEraser(options: {
  rest: Pick<TwilioRestClient, 'deleteCall'>;
  redis: ScriptedRedis;
  redisUrl: string;
  /** How long it waits for a price before it looks again, in ms. */
  waitMs?: number;
  logger: Logger;
}): { close(): Promise<void> } {
  const { rest, redis, redisUrl, logger, waitMs = lookAgainMs } = options;

  /** Throws what tells the queue that the job's turn comes later. */
  async function letPriceCome(job: Job<CallRecordJob>, callSid: string, token?: string): Promise<void> {
    if (Date.now() - job.timestamp >= mostAwaitedMs || !(await isPriceAwaited(redis, callSid))) return;
    await job.moveToDelayed(Date.now() + waitMs, token);
    throw new DelayedError();
  }

  const connection = connectQueue(redisUrl, logger, 'telephony-call-records');
  const worker = new Worker<CallRecordJob>(
    callRecordQueueName,
    async (job, token) => {
      const { callSid } = callRecordJobSchema.parse(job.data);
      await letPriceCome(job, callSid, token);
      const deleted = await rest.deleteCall(callSid);
      // Thrown, so that the queue tries again.
      if (deleted.outcome === 'failed') throw new Error(`carrier: ${deleted.code ?? deleted.cause}`);
      logger.info({ callSid, outcome: deleted.outcome }, 'call record of the carrier deleted');
    },
    { connection, prefix: queuePrefix },
  );
  worker.on('error', (error) => logger.warn({ err: error }, 'call record eraser failed'));
  worker.on('failed', (job, error) => {
    const isLast = job !== undefined && job.attemptsMade >= (job.opts.attempts ?? 1);
    if (isLast) logger.error({ err: error }, 'call record of the carrier could not be deleted');
    else logger.warn({ err: error }, 'call record of the carrier is still there, trying again');
  });
  return {
    async close() {
      // What is under way is tried again by another one.
      await worker.close(true);
      connection.disconnect();
    },
  };
}
