/**
 * The worker of the set-up page: reads files and makes the preview, so that typing never waits for either. What a file
 * needs is loaded when there is one.
 */
import { toJobPreview } from '../preview/job-preview.ts';
import { toDocumentOutcome } from './document-text.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-messages.ts';

const answer = (message: WorkerAnswer) => postMessage(message);

async function take(request: WorkerRequest): Promise<void> {
  if (request.type === 'preview') {
    answer({ type: 'preview', request: request.request, preview: toJobPreview(request.job) });
    return;
  }
  const outcome = await toDocumentOutcome(new Uint8Array(request.bytes), (page, pages) =>
    answer({ type: 'page_read', page, pages }),
  );
  answer({ type: 'document', outcome });
}

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  take(data).catch(() => {
    // A part of the reader could not be loaded: no file gives that.
    answer({ type: 'document', outcome: { outcome: 'refused', problem: 'reader_unavailable' } });
  });
});
