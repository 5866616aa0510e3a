import { startSetUpWorker } from '../documents/start-set-up-worker.ts';
import type { SetUpWorker } from '../documents/worker-messages.ts';
import type { JobPreview, PreviewedJob } from './job-preview.ts';

/** The preview is made when the person pauses in typing. */
const askAfterMs = 250;

export interface Previewer {
  /** The form as it is now. The preview of the last one is told. */
  changed(job: PreviewedJob): void;
  /** The form is empty: nothing that was asked for is told any more. */
  emptied(): void;
  close(): void;
}

interface PreviewFollower {
  shown: (preview: JobPreview) => void;
  /** The worker could not be started. No preview will come. */
  failed: () => void;
}

/** Makes previews in a worker, which is started with the first. */
export function createPreviewer(
  { shown, failed }: PreviewFollower,
  startWorker: () => SetUpWorker = startSetUpWorker,
): Previewer {
  let worker: SetUpWorker | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  function start(): SetUpWorker {
    const started = startWorker();
    started.addEventListener('message', ({ data }) => {
      if (data.type === 'preview' && data.request === last) shown(data.preview);
    });
    started.addEventListener('error', failed);
    return started;
  }

  function forget(): void {
    last += 1;
    clearTimeout(timer);
  }

  return {
    changed(job) {
      forget();
      timer = setTimeout(() => {
        worker ??= start();
        worker.postMessage({ type: 'preview', request: last, job }, []);
      }, askAfterMs);
    },
    emptied: forget,
    close() {
      forget();
      worker?.terminate();
      worker = null;
    },
  };
}
