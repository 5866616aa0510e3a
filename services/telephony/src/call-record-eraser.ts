import {
  type CallRecordJob,
  callRecordJobSchema,
  callRecordQueueName,
} from '@ringback/shared/redis/call-record-queue';
import { connectQueue } from '@ringback/shared/redis/connect';
import { queuePrefix } from '@ringback/shared/redis/keys';
import type { Logger } from '@ringback/shared/runtime/logger';
import { Worker } from 'bullmq';
import type { TwilioRestClient } from './twilio/rest-client.ts';

/** Deletes the carrier's records of calls whose sessions were erased: they name both numbers and the time. */
export function startCallRecordEraser(options: {
  rest: Pick<TwilioRestClient, 'deleteCall'>;
  redisUrl: string;
  logger: Logger;
}): { close(): Promise<void> } {
  const { rest, redisUrl, logger } = options;
  const connection = connectQueue(redisUrl, logger, 'telephony-call-records');
  const worker = new Worker<CallRecordJob>(
    callRecordQueueName,
    async ({ data }) => {
      const { callSid } = callRecordJobSchema.parse(data);
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
