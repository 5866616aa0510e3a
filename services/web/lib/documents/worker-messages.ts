import type { JobPreview, PreviewedJob } from '../preview/job-preview.ts';
import type { DocumentOutcome } from './document-outcome.ts';

/** What a page asks of the worker of its set-up. */
export type WorkerRequest =
  | { type: 'read_document'; bytes: ArrayBuffer }
  /** `request` comes back with the answer, so that a late one is known as such. */
  | { type: 'preview'; request: number; job: PreviewedJob };

export type WorkerAnswer =
  | { type: 'page_read'; page: number; pages: number }
  | { type: 'document'; outcome: DocumentOutcome }
  | { type: 'preview'; request: number; preview: JobPreview };

/** What the page uses of a worker. */
export interface SetUpWorker {
  postMessage(request: WorkerRequest, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { data: WorkerAnswer }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: () => void): void;
  terminate(): void;
}
