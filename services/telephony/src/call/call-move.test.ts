import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { MediaLine } from '../media/media-line.ts';
import { createCallMove } from './call-move.ts';

const line: MediaLine = {
  ...{ streamSid: 'MZ1', cancelsEcho: false },
  send: () => true,
  clear() {},
  sayAlive() {},
  retire() {},
};

/** Both ends of one connection. */
async function openPair(): Promise<[near: Socket, far: Socket]> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [far] = (await accepted) as [Socket];
  onTestFinished(() => {
    near.destroy();
    far.destroy();
    server.close();
  });
  return [near, far];
}

it('reads what the line has said during a standstill before the call is given away', async () => {
  const [near, far] = await openPair();
  const story: string[] = [];
  const { promise: given, resolve } = Promise.withResolvers<void>();
  near.on('data', () => story.push('so much was heard'));
  const move = createCallMove({
    audio: { line, isQuiet: true },
    phase: () => 'active',
    async give() {
      story.push('given away');
      resolve();
    },
  });
  move.atNextPause();
  far.write('mark');
  const until = performance.now() + 150;
  while (performance.now() < until);
  await given;
  expect(story).toEqual(['so much was heard', 'given away']);
  expect(move.timers).toBe(0);
});
