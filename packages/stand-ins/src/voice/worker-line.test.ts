import { afterEach, expect, test } from 'vitest';
import { WorkerLine, type WorkerLineOptions } from './worker-line.ts';

/** Answers with the request in upper case; some requests are deadly. */
const ECHO = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ id, request }) => {
    if (request === 'die') process.exit(7);
    if (request === 'hang') while (true) {}
    if (request === 'refuse') parentPort.postMessage({ type: 'refused', id, reason: 'not today' });
    else parentPort.postMessage({ type: 'answered', id, answer: request.toUpperCase() });
  });
  parentPort.postMessage({ type: 'ready' });
`;
const FAILING = `
  import { parentPort } from 'node:worker_threads';
  parentPort.postMessage({ type: 'failed', reason: 'no model' });
`;

const lines: WorkerLine<string, string>[] = [];
function openLine(script = ECHO, options: Partial<WorkerLineOptions> = {}): WorkerLine<string, string> {
  const line = new WorkerLine<string, string>({
    name: 'the echo',
    script: new URL(`data:text/javascript,${encodeURIComponent(script)}`),
    maxWaiting: 10,
    startTimeoutMs: 5000,
    answerTimeoutMs: 5000,
    ...options,
  });
  lines.push(line);
  return line;
}
afterEach(() => Promise.all(lines.splice(0).map((line) => line.close())));

test('requests are answered in order, also those asked before the worker was ready', async () => {
  const line = openLine();
  expect(await Promise.all(['a', 'b', 'c'].map((text) => line.ask(text)))).toEqual(['A', 'B', 'C']);
  await line.ready;
});

test('a refused request leaves the worker alive', async () => {
  const line = openLine();
  await expect(line.ask('refuse')).rejects.toThrow('not today');
  expect(await line.ask('a')).toBe('A');
});

test('a worker that dies loses its request only', async () => {
  const line = openLine();
  const [lost, kept] = await Promise.allSettled([line.ask('die'), line.ask('a')]);
  expect(lost).toMatchObject({
    status: 'rejected',
    reason: new Error('the echo ended by itself with code 7'),
  });
  expect(kept).toMatchObject({ value: 'A' });
});

test('a worker that hangs is replaced', async () => {
  const line = openLine(ECHO, { answerTimeoutMs: 200 });
  await line.ready;
  const [lost, kept] = await Promise.allSettled([line.ask('hang'), line.ask('a')]);
  expect(lost).toMatchObject({ reason: new Error('the echo did not answer within 200 ms') });
  expect(kept).toMatchObject({ value: 'A' });
});

test('a worker that keeps dying is given up', async () => {
  const line = openLine();
  for (let death = 0; death < 4; death++) await expect(line.ask('die')).rejects.toThrow('code 7');
  await expect(line.ask('a')).rejects.toThrow('code 7');
});

test('a worker that cannot start says why, to everybody', async () => {
  const line = openLine(FAILING);
  const asked = line.ask('a');
  await expect(line.ready).rejects.toThrow('no model');
  await expect(asked).rejects.toThrow('no model');
  await expect(line.ask('b')).rejects.toThrow('no model');
});

test('the queue is bounded', async () => {
  const line = openLine(ECHO, { maxWaiting: 2 });
  const asked = [line.ask('a'), line.ask('b'), line.ask('c')];
  const [first, second, third] = await Promise.allSettled(asked);
  expect([first, second]).toMatchObject([{ value: 'A' }, { value: 'B' }]);
  expect(third).toMatchObject({ reason: new Error('the echo has 2 requests waiting already') });
});

test('an aborted request is not waited for, nor done', async () => {
  const line = openLine(ECHO, { maxWaiting: 2 });
  const abort = new AbortController();
  const aborted = line.ask('die', abort.signal);
  abort.abort(new Error('hung up'));
  await expect(aborted).rejects.toThrow('hung up');
  await expect(line.ask('a', abort.signal)).rejects.toThrow('hung up');
  expect(await Promise.all([line.ask('a'), line.ask('b')])).toEqual(['A', 'B']);
});

test('closing refuses what waits and what comes, twice if need be', async () => {
  const line = openLine();
  const asked = line.ask('hang');
  const closing = [line.close(), line.close()];
  await expect(asked).rejects.toThrow('the echo is closed');
  await Promise.all(closing);
  await expect(line.ask('a')).rejects.toThrow('the echo is closed');
  await expect(line.ready).rejects.toThrow('the echo is closed');
});
