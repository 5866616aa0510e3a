import { parentPort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** One request's answer. An error refuses only that request. The worker lives on. */
type Answering<Request, Answer> = (request: Request) => Answer | Promise<Answer>;

/**
 * The worker's side of a `WorkerQueue`: prepares once, says so, then answers requests as they come. When preparing
 * fails, the reason is reported and the worker ends.
 */
export async function serveWorkerLine<Request, Answer>(
  prepare: () => Promise<Answering<Request, Answer>>,
): Promise<void> {
  if (parentPort === null) throw new Error('a worker runs in a worker thread only');
  const port = parentPort;
  const say = (message: FromWorker<Answer>) => port.postMessage(message);

  let answer: Answering<Request, Answer>;
  try {
    answer = await prepare();
  } catch (error) {
    say({ type: 'failed', reason: reasonOf(error) });
    return;
  }
  port.on('message', async ({ id, request }: ToWorker<Request>) => {
    try {
      say({ type: 'answered', id, answer: await answer(request) });
    } catch (error) {
      say({ type: 'refused', id, reason: reasonOf(error) });
    }
  });
  say({ type: 'ready' });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
