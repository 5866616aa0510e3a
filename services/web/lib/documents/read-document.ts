import { type DocumentOutcome, mostFileBytes } from './document-outcome.ts';
import { startSetUpWorker } from './start-set-up-worker.ts';
import type { SetUpWorker } from './worker-messages.ts';

interface Reading {
  /** Aborted: the file is let go, and the outcome is `cancelled`. */
  signal: AbortSignal;
  pageRead: (page: number, pages: number) => void;
  startWorker?: () => SetUpWorker;
}

const refuse = (problem: 'too_large' | 'reader_unavailable' | 'broken'): DocumentOutcome => ({
  outcome: 'refused',
  problem,
});

/** The bytes of a file. Null: it has gone, or may not be read any more. */
const bytesOf = (file: Blob) => file.arrayBuffer().catch(() => null);

/** Reads a file in a worker of its own, which ends with it. Never rejects. */
export async function readDocument(file: Blob, reading: Reading): Promise<DocumentOutcome> {
  const { signal, pageRead, startWorker = startSetUpWorker } = reading;
  if (file.size > mostFileBytes) return refuse('too_large');
  const bytes = await bytesOf(file);
  if (signal.aborted) return { outcome: 'cancelled' };
  if (bytes === null) return refuse('broken');
  const worker = startWorker();
  try {
    return await new Promise<DocumentOutcome>((resolve) => {
      signal.addEventListener('abort', () => resolve({ outcome: 'cancelled' }), { once: true });
      for (const type of ['error', 'messageerror'] as const)
        worker.addEventListener(type, () => resolve(refuse('reader_unavailable')));
      worker.addEventListener('message', ({ data }) => {
        if (data.type === 'page_read') pageRead(data.page, data.pages);
        else if (data.type === 'document') resolve(data.outcome);
      });
      worker.postMessage({ type: 'read_document', bytes }, [bytes]);
    });
  } finally {
    worker.terminate();
  }
}
