import { tmpdir } from 'node:os';
import { WorkerQueue } from '@ringback/shared/runtime/worker-queue';
import type { HearingWorkerData, TranscribeRequest } from './hearing-worker.ts';
import type { Heard, Hearing } from './types.ts';

export interface HearingOptions {
  /** A folder for a short-lived file of 0.7 MB at the start. The system's temporary folder unless given. */
  dataFolder?: string;
}

/** A hearing that may still be loading: `transcribe` waits for it. */
export interface StartedHearing extends Hearing {
  /** Rejects with the reason when there will be no hearing; `transcribe` then rejects with the same. */
  readonly ready: Promise<void>;
}

/** No single answer is longer. Recognising it takes about half a minute. */
const LONGEST_AUDIO_MS = 300_000;
const BYTES_PER_MS = 8;

/**
 * Starts the recogniser in its worker thread (1 to 6 s) and returns at once, so that a caller can be greeted
 * meanwhile. English only. Recordings are recognised one after another, and at most 64 wait.
 */
export function startHearing(options: HearingOptions = {}): StartedHearing {
  const data: HearingWorkerData = { dataFolder: options.dataFolder ?? tmpdir() };
  const queue = new WorkerQueue<TranscribeRequest, Heard>({
    name: 'the hearing',
    script: new URL('./hearing-worker.ts', import.meta.url),
    data,
    maxWaiting: 64,
    startTimeoutMs: 120_000,
    answerTimeoutMs: 120_000,
  });
  return {
    ready: queue.ready,
    async transcribe(audio, { vocabulary = [] } = {}) {
      if (audio.length > LONGEST_AUDIO_MS * BYTES_PER_MS) {
        throw new Error(`more than ${LONGEST_AUDIO_MS} ms of audio in one recording`);
      }
      // A copy: a view would take the whole underlying buffer along to the worker.
      return queue.ask({ audio: new Uint8Array(audio), vocabulary });
    },
    close: () => queue.close(),
  };
}
