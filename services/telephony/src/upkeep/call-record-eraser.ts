import { isPriceAwaited } from '@ringback/shared/redis/admission/carrier-prices';
import {
  type CallRecordJob,
  callRecordJobSchema,
  callRecordQueueName,
  createCallRecordQueue,
} from '@ringback/shared/redis/queues/call-record-queue';
import { forgetQueueEvents } from '@ringback/shared/redis/queues/forget-events';
import { type QueueWorker, startQueueWorker } from '@ringback/shared/redis/queues/queue-worker';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';
import { DelayedError, type Job } from 'bullmq';
import type { TwilioRestClient } from '../twilio/rest-client.ts';

/**
 * Only the carrier's record tells what the call cost. It stays until then, but no longer than this after the erasure.
 */
const mostAwaitedMs = 60 * 60_000;
const lookAgainMs = 60_000;

/**
 * Deletes the carrier's records of calls whose sessions were erased, because they contain both numbers and the time. A
 * record whose price is still unknown is deleted once the price is known, or after an hour.
 */
export function startCallRecordEraser(options: {
  rest: Pick<TwilioRestClient, 'deleteCall'>;
  redis: ScriptedRedis;
  redisUrl: string;
  /** How long it waits before it asks for a price again, in ms. */
  waitMs?: number;
  logger: Logger;
}): QueueWorker {
  const { rest, redis, redisUrl, logger, waitMs = lookAgainMs } = options;

  /** Throws the error that tells the queue to run the job later. */
  async function letPriceCome(job: Job<CallRecordJob>, callSid: string, token?: string): Promise<void> {
    if (Date.now() - job.timestamp >= mostAwaitedMs || !(await isPriceAwaited(redis, callSid))) return;
    await job.moveToDelayed(Date.now() + waitMs, token);
    throw new DelayedError();
  }

  const queue = createCallRecordQueue(redis);
  queue.on('error', (error) => logger.warn({ err: error }, 'call record queue failed'));
  const worker = startQueueWorker<CallRecordJob>({
    queue: callRecordQueueName,
    ...{ redisUrl, logger, connectionName: 'telephony-call-records', closeLimitMs: 0 },
    async work(job, token) {
      const { callSid } = callRecordJobSchema.parse(job.data);
      await letPriceCome(job, callSid, token);
      const deleted = await rest.deleteCall(callSid);
      // Thrown so that the queue tries again.
      if (deleted.outcome === 'failed') throw new Error(`carrier: ${deleted.code ?? deleted.cause}`);
      logger.info({ callSid, outcome: deleted.outcome }, 'call record of the carrier deleted');
    },
    // The queue's own events are the last that names the call.
    onTold: () => forgetQueueEvents(redis, queue),
  });
  return {
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}
