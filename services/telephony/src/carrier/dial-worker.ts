import { randomUUID } from 'node:crypto';
import { type DialJob, dialJobSchema, dialQueueName } from '@ringback/shared/redis/queues/dial-queue';
import { type QueueWorker, startQueueWorker } from '@ringback/shared/redis/queues/queue-worker';
import type { Job } from 'bullmq';
import { untilStored } from '../call/until-stored.ts';
import { type IntentParts, intendDial } from './dial-intent.ts';
import { createDialPlacement, type PlacementParts } from './dial-placement.ts';

const closeLimitMs = 2_000;
/** Longer than a telephony instance may stall without losing its calls. The candidate waits meanwhile. */
const lockMs = 6_000;
const lookForStalledMs = 3_000;

/**
 * Places calls. The intent is committed before the single POST. The POST is never repeated, whatever its outcome: an
 * unknown call is adopted through its callback, or ended at the phase's deadline.
 */
export function startDialWorker(
  options: IntentParts & PlacementParts & { redisUrl: string; callsPerSecond: number },
): QueueWorker {
  const { parts } = options;
  const placement = createDialPlacement(options);
  /** Closed without waiting for the job under way: another instance takes it. */
  let isLeft = false;

  async function dial(queued: Job<DialJob>, token: string | undefined): Promise<void> {
    const job = dialJobSchema.parse(queued.data);
    // Before the request, a repetition does no harm. One lost reply must not cost the candidate the call.
    const isInTime = () => !isLeft && parts.clock.now() <= job.notAfter;
    const operationId = randomUUID();
    const dialled = await untilStored(isInTime, () =>
      intendDial(options, job, { queued, token, operationId }),
    );
    if (dialled !== null) await placement.place(job, dialled);
  }

  const worker = startQueueWorker<DialJob>({
    queue: dialQueueName,
    work: dial,
    ...{ redisUrl: options.redisUrl, logger: parts.logger, connectionName: 'telephony-dial', closeLimitMs },
    settings: {
      // Most of them only wait until an earlier call is down.
      concurrency: 20,
      // A request whose reply was lost on its way here, or whose worker died, is taken again: as long as no intent is
      // committed it was not dialled, and it is committed once.
      maxStalledCount: 1,
      lockDuration: lockMs,
      stalledInterval: lookForStalledMs,
      // Of all instances together, and evenly: a second's calls never come all at its end and the next one's beginning.
      limiter: { max: 1, duration: Math.ceil(1000 / options.callsPerSecond) },
    },
  });
  return {
    async close() {
      placement.close();
      await worker.close();
      isLeft = true;
    },
  };
}
