import { expect, it } from 'vitest';
import { behindAboveBytes, hopelessAboveBytes } from './domain/pressure.ts';
import { createViewerOutbox } from './viewer-outbox.ts';

/** A socket whose other side takes nothing until it is told to. */
function openOutbox() {
  const socket = {
    readyState: 1 as const,
    OPEN: 1 as const,
    bufferedAmount: 0,
    send(frame: Buffer) {
      socket.bufferedAmount += frame.length;
    },
  };
  const clock = { now: 0 };
  const told = { drained: 0, hopeless: 0 };
  const outbox = createViewerOutbox({
    socket,
    connection: { cork() {}, uncork() {} },
    onDrained: () => told.drained++,
    onHopeless: () => told.hopeless++,
    now: () => clock.now,
  });
  return { socket, clock, outbox, told };
}

const frame = Buffer.alloc(behindAboveBytes + 1);
const small = Buffer.from('{}');

it('queues nothing for a browser that is behind, and shows it the whole view once it has read', () => {
  const { socket, outbox, told } = openOutbox();
  outbox.send([frame]);
  for (let more = 0; more < 100; more += 1) outbox.send([frame]);
  expect(socket.bufferedAmount).toBe(frame.length);
  outbox.check();
  expect(told.drained).toBe(0);
  socket.bufferedAmount = 0;
  outbox.check();
  outbox.check();
  expect(told.drained).toBe(1);
  outbox.send([small]);
  expect(socket.bufferedAmount).toBe(small.length);
});

it('gives up a browser that stays behind for ten seconds', () => {
  const { clock, outbox, told } = openOutbox();
  outbox.send([frame]);
  outbox.send([small]);
  clock.now = 10_000;
  outbox.check();
  expect(told.hopeless).toBe(0);
  clock.now = 10_001;
  outbox.check();
  expect(told.hopeless).toBe(1);
});

it('gives up a browser that left a megabyte unread at once', () => {
  const { socket, outbox, told } = openOutbox();
  socket.bufferedAmount = hopelessAboveBytes + 1;
  outbox.send([small]);
  expect(told.hopeless).toBe(1);
});
