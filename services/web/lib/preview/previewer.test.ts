import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { playWorker } from '../documents/testing/played-worker.ts';
import { createPreviewer } from './previewer.ts';

const job = (jobDescription: string) => ({ kind: '', lengthMinutes: '', jobDescription, resume: '' });
const preview = { competencies: ['delivery'], points: [], requirements: 0 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const worker = playWorker();
  const startWorker = vi.fn(() => worker);
  const follower = { shown: vi.fn(), failed: vi.fn() };
  return { worker, startWorker, ...follower, previewer: createPreviewer(follower, startWorker) };
}

describe('the previews of a form that is typed in', () => {
  it('are asked for at a pause, of the last words alone', () => {
    const { worker, startWorker, previewer } = start();
    previewer.changed(job('- Re'));
    previewer.changed(job('- Redis'));
    expect(startWorker).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(worker.requests).toEqual([{ type: 'preview', request: 2, job: job('- Redis') }]);
  });

  it('are not shown when the form has changed meanwhile', () => {
    const { worker, shown, previewer } = start();
    previewer.changed(job('a'));
    vi.runAllTimers();
    previewer.changed(job('b'));
    worker.answer({ type: 'preview', request: 1, preview });
    expect(shown).not.toHaveBeenCalled();
    vi.runAllTimers();
    worker.answer({ type: 'preview', request: 2, preview });
    expect(shown).toHaveBeenCalledExactlyOnceWith(preview);
  });

  it('are neither asked for nor shown once the form was emptied', () => {
    const { worker, shown, previewer } = start();
    previewer.changed(job('a'));
    vi.runAllTimers();
    previewer.emptied();
    worker.answer({ type: 'preview', request: 1, preview });
    previewer.changed(job('b'));
    previewer.emptied();
    vi.runAllTimers();
    expect(worker.requests).toHaveLength(1);
    expect(shown).not.toHaveBeenCalled();
  });

  it('end with the page, and are told to fail when the worker does', () => {
    const { worker, failed, previewer } = start();
    previewer.changed(job('a'));
    vi.runAllTimers();
    worker.fail();
    expect(failed).toHaveBeenCalledOnce();
    previewer.close();
    expect(worker.isTerminated).toBe(true);
  });
});
