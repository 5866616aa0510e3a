import { WorkerQueue } from '@ringback/shared/runtime/worker-queue';
import type { AskedStep, ReportSteps } from './report-steps.ts';

const startBoundMs = 20_000;
/** The greatest transcript takes about a second. */
const stepBoundMs = 30_000;
/** More than as many reports as one instance makes at once. */
const mostWaiting = 100;
const mostMemoryMb = 256;

/** Carries out the long steps of reports in a thread of its own, so that the event loop goes on carrying calls. */
export interface ThreadedSteps extends ReportSteps {
  /** Ends the thread. A step under way is refused. */
  close(): Promise<void>;
}

/** The thread begins with the first report. A thread that was lost is replaced; its report is tried again. */
export function createThreadedSteps(): ThreadedSteps {
  let thread: WorkerQueue<AskedStep, unknown> | null = null;
  let isClosed = false;
  async function ask<T>(asked: AskedStep): Promise<T> {
    if (isClosed) throw new Error('reports are made by another instance now');
    if (thread === null || thread.isEnded)
      thread = new WorkerQueue({
        ...{ name: 'the thread of reports', script: new URL('./report-steps-worker.ts', import.meta.url) },
        ...{
          maxWaiting: mostWaiting,
          startTimeoutMs: startBoundMs,
          answerTimeoutMs: stepBoundMs,
          mostMemoryMb,
        },
      });
    // What `carryOut` answers to this step.
    return thread.ask(asked) as Promise<T>;
  }
  return {
    describeLog: (...given) => ask({ step: 'describeLog', given }),
    toJudgedParts: (...given) => ask({ step: 'toJudgedParts', given }),
    toStrongerRequest: (...given) => ask({ step: 'toStrongerRequest', given }),
    holdToSources: (...given) => ask({ step: 'holdToSources', given }),
    async close() {
      isClosed = true;
      await thread?.close();
    },
  };
}
