import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, it, vi } from 'vitest';
import { createNamedTimers } from './named-timers.ts';

it('fires once, under its name, and not after it was set again, cancelled or cleared', async () => {
  const fired: string[] = [];
  const timers = createNamedTimers<'a' | 'b' | 'c'>((name) => fired.push(name));
  timers.set('a', 5);
  timers.set('a', 20);
  timers.set('b', 1);
  timers.set('c', 1);
  timers.cancel('c');
  timers.cancel('c');
  expect(timers.size).toBe(2);
  await vi.waitFor(() => expect(fired).toEqual(['b', 'a']));
  timers.set('c', 1);
  timers.clear();
  timers.clear();
  expect(timers.size).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fired).toEqual(['b', 'a']);
});

it('lets what arrived during a stall come first', async () => {
  const server = createServer((socket) => socket.write('sign of life')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const fired = vi.fn();
  const timers = createNamedTimers<'stall'>(fired);
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  const heard = new Promise<void>((resolve) => {
    socket.once('data', () => {
      timers.clear();
      resolve();
    });
  });
  await once(socket, 'connect');
  timers.set('stall', 30);
  // The answer is on its way while the loop stands still until long after the timer is due.
  const until = performance.now() + 100;
  while (performance.now() < until);
  await heard;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fired).not.toHaveBeenCalled();
  socket.destroy();
  server.close();
});
