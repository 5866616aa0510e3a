import { parentPort, workerData } from 'node:worker_threads';
import { startDialWorkerAlone } from './dial-worker-alone.ts';

/** In a thread, which can be ended as a process is by `kill -9`: it takes a request, says so, and gets no further. */
startDialWorkerAlone(workerData, () => {
  parentPort?.postMessage('taken');
  return new Promise(() => {});
});
