import { toWorkerAddress } from '../worker-address.ts';
import workerUrl from './set-up-worker.ts?worker&url';
import type { SetUpWorker } from './worker-messages.ts';

/** Starts the worker of set-up. Its script, and what it loads, come from this host alone. */
export const startSetUpWorker = (): SetUpWorker => new Worker(toWorkerAddress(workerUrl), { type: 'module' });
