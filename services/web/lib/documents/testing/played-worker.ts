import type { SetUpWorker, WorkerAnswer, WorkerRequest } from '../worker-messages.ts';

/** The worker's side, played by a test. */
export interface PlayedWorker extends SetUpWorker {
  readonly requests: WorkerRequest[];
  readonly isTerminated: boolean;
  answer(message: WorkerAnswer): void;
  fail(): void;
}

export function playWorker(): PlayedWorker {
  const listeners: { message: ((event: { data: WorkerAnswer }) => void)[]; error: (() => void)[] } = {
    message: [],
    error: [],
  };
  const requests: WorkerRequest[] = [];
  let isTerminated = false;
  return {
    requests,
    get isTerminated() {
      return isTerminated;
    },
    postMessage: (request) => void requests.push(request),
    addEventListener(type: string, listener: (event: { data: WorkerAnswer }) => void) {
      if (type === 'message') listeners.message.push(listener);
      else if (type === 'error') listeners.error.push(listener as () => void);
    },
    terminate() {
      isTerminated = true;
    },
    answer(data) {
      for (const listener of listeners.message) listener({ data });
    },
    fail() {
      for (const listener of listeners.error) listener();
    },
  };
}
