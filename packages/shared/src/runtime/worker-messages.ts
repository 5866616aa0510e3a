/** What a worker and its owner say to each other. Requests are answered in order, one at a time. */

export interface ToWorker<Request> {
  id: number;
  request: Request;
}

export type FromWorker<Answer> =
  | { type: 'ready' }
  | { type: 'failed'; reason: string }
  | { type: 'answered'; id: number; answer: Answer }
  | { type: 'refused'; id: number; reason: string };
