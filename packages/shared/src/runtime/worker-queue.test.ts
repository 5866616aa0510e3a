import { afterEach, expect, test } from 'vitest';
import { WorkerQueue, type WorkerQueueOptions } from './worker-queue.ts';

/** Answers with the request in upper case. Some requests are deadly. */
const ECHO = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ id, request }) => {
    if (request === 'die') process.exit(7);
    if (request === 'hang') while (true) {}
    if (request === 'grow') for (const all = []; ; ) all.push(new Array(100_000).fill(id));
    if (request === 'refuse') parentPort.postMessage({ type: 'refused', id, reason: 'not today' });
    else parentPort.postMessage({ type: 'answered', id, answer: request.toUpperCase() });
  });
  parentPort.postMessage({ type: 'ready' });
`;
const FAILING = `
  import { parentPort } from 'node:worker_threads';
  parentPort.postMessage({ type: 'failed', reason: 'no model' });
`;

const queues: WorkerQueue<string, string>[] = [];
function openQueue(script = ECHO, options: Partial<WorkerQueueOptions> = {}): WorkerQueue<string, string> {
  const queue = new WorkerQueue<string, string>({
    name: 'the echo',
    script: new URL(`data:text/javascript,${encodeURIComponent(script)}`),
    maxWaiting: 10,
    startTimeoutMs: 5000,
    answerTimeoutMs: 5000,
    ...options,
  });
  queues.push(queue);
  return queue;
}
afterEach(() => Promise.all(queues.splice(0).map((queue) => queue.close())));

test('requests are answered in order, including those made before the worker was ready', async () => {
  const queue = openQueue();
  expect(await Promise.all(['a', 'b', 'c'].map((text) => queue.ask(text)))).toEqual(['A', 'B', 'C']);
  await queue.ready;
});

test('a refused request leaves the worker alive', async () => {
  const queue = openQueue();
  await expect(queue.ask('refuse')).rejects.toThrow('not today');
  expect(await queue.ask('a')).toBe('A');
});

test('a worker that dies loses its request only', async () => {
  const queue = openQueue();
  const [lost, kept] = await Promise.allSettled([queue.ask('die'), queue.ask('a')]);
  expect(lost).toMatchObject({
    status: 'rejected',
    reason: new Error('the echo ended by itself with code 7'),
  });
  expect(kept).toMatchObject({ value: 'A' });
});

test('a worker that hangs is replaced', async () => {
  const queue = openQueue(ECHO, { answerTimeoutMs: 200 });
  await queue.ready;
  const [lost, kept] = await Promise.allSettled([queue.ask('hang'), queue.ask('a')]);
  expect(lost).toMatchObject({ reason: new Error('the echo did not answer within 200 ms') });
  expect(kept).toMatchObject({ value: 'A' });
});

/** The flag is for every thread of a process, and overrules what one of them may take. */
const hasMemoryFlag = /max-old-space-size/.test(`${process.env.NODE_OPTIONS} ${process.execArgv}`);

test.skipIf(hasMemoryFlag)('a worker that takes more memory than it may loses its request only', async () => {
  const queue = openQueue(ECHO, { mostMemoryMb: 32 });
  const [lost, kept] = await Promise.allSettled([queue.ask('grow'), queue.ask('a')]);
  expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'ERR_WORKER_OUT_OF_MEMORY' } });
  expect(kept).toMatchObject({ value: 'A' });
});

test('a worker that keeps dying is given up', async () => {
  const queue = openQueue();
  for (let death = 0; death < 4; death++) {
    expect(queue.isEnded).toBe(false);
    await expect(queue.ask('die')).rejects.toThrow('code 7');
  }
  expect(queue.isEnded).toBe(true);
  await expect(queue.ask('a')).rejects.toThrow('code 7');
});

test('a worker that cannot start tells every request why', async () => {
  const queue = openQueue(FAILING);
  const asked = queue.ask('a');
  await expect(queue.ready).rejects.toThrow('no model');
  await expect(asked).rejects.toThrow('no model');
  await expect(queue.ask('b')).rejects.toThrow('no model');
});

test('the queue is bounded', async () => {
  const queue = openQueue(ECHO, { maxWaiting: 2 });
  const asked = [queue.ask('a'), queue.ask('b'), queue.ask('c')];
  const [first, second, third] = await Promise.allSettled(asked);
  expect([first, second]).toMatchObject([{ value: 'A' }, { value: 'B' }]);
  expect(third).toMatchObject({ reason: new Error('the echo has 2 requests waiting already') });
});

test('an aborted request is neither waited for nor carried out', async () => {
  const queue = openQueue(ECHO, { maxWaiting: 2 });
  const abort = new AbortController();
  const aborted = queue.ask('die', abort.signal);
  abort.abort(new Error('hung up'));
  await expect(aborted).rejects.toThrow('hung up');
  await expect(queue.ask('a', abort.signal)).rejects.toThrow('hung up');
  expect(await Promise.all([queue.ask('a'), queue.ask('b')])).toEqual(['A', 'B']);
});

test('closing refuses waiting and later requests, and may be repeated', async () => {
  const queue = openQueue();
  const asked = queue.ask('hang');
  const closing = [queue.close(), queue.close()];
  await expect(asked).rejects.toThrow('the echo is closed');
  await Promise.all(closing);
  await expect(queue.ask('a')).rejects.toThrow('the echo is closed');
  await expect(queue.ready).rejects.toThrow('the echo is closed');
});
