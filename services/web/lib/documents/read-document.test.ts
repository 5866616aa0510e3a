import { describe, expect, it, vi } from 'vitest';
import { mostFileBytes } from './document-outcome.ts';
import { readDocument } from './read-document.ts';
import { playWorker } from './testing/played-worker.ts';

function start(file = new Blob(['Baker'])) {
  const worker = playWorker();
  const cancel = new AbortController();
  const pageRead = vi.fn();
  const outcome = readDocument(file, { signal: cancel.signal, pageRead, startWorker: () => worker });
  return { worker, cancel, pageRead, outcome };
}

const asked = ({ requests }: ReturnType<typeof playWorker>) =>
  vi.waitFor(() => expect(requests).toHaveLength(1));

describe('a file that is read in a worker', () => {
  it('gives what the worker has found, tells of its pages, and ends the worker', async () => {
    const { worker, pageRead, outcome } = start();
    await asked(worker);
    worker.answer({ type: 'page_read', page: 1, pages: 2 });
    const text = { outcome: 'text', kind: 'pdf', text: 'Baker', pagesWithoutText: 0 } as const;
    worker.answer({ type: 'document', outcome: text });
    expect(await outcome).toEqual(text);
    expect(pageRead).toHaveBeenCalledWith(1, 2);
    expect(worker.isTerminated).toBe(true);
  });

  it('is let go when the person cancels', async () => {
    const { worker, cancel, outcome } = start();
    await asked(worker);
    cancel.abort();
    expect(await outcome).toEqual({ outcome: 'cancelled' });
    expect(worker.isTerminated).toBe(true);
  });

  it('says so when the worker cannot be loaded', async () => {
    const { worker, outcome } = start();
    await asked(worker);
    worker.fail();
    expect(await outcome).toEqual({ outcome: 'refused', problem: 'reader_unavailable' });
  });

  it('is not even opened when it is too large', async () => {
    const { worker, outcome } = start(new Blob([new Uint8Array(mostFileBytes + 1)]));
    expect(await outcome).toEqual({ outcome: 'refused', problem: 'too_large' });
    expect(worker.requests).toEqual([]);
  });
});
