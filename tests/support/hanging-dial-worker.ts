import { parentPort, workerData } from 'node:worker_threads';
import { startDialWorkerAlone } from './dial-worker-alone.ts';

/**
 * In a thread, which can be ended as `kill -9` ends a process. It takes a request, reports that, and gets no further.
 */
startDialWorkerAlone(workerData, () => {
  parentPort?.postMessage('taken');
  return new Promise(() => {});
});
