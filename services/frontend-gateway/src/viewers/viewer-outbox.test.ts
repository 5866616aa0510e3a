import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ViewerOutbox } from './viewer-outbox.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const kib = 1024;

/** A socket whose other side reads nothing until it is told to. */
function openOutbox(onDrained = () => {}) {
  const socket = { readyState: 1 as const, OPEN: 1 as const, bufferedAmount: 0 };
  const writes: Buffer[] = [];
  const connection = {
    write(frames: Buffer) {
      writes.push(frames);
      socket.bufferedAmount += frames.length;
      return socket.bufferedAmount < 16 * kib;
    },
  };
  const told = { drained: 0, cut: [] as string[] };
  const reader = {
    drained() {
      told.drained += 1;
      onDrained();
    },
    cut: (why: string) => void told.cut.push(why),
  };
  const outbox = new ViewerOutbox(socket, connection, reader);
  const fill = (bytes: number) => {
    while (socket.bufferedAmount < bytes) outbox.send(Buffer.alloc(kib));
  };
  return { socket, writes, outbox, told, fill };
}

describe('a browser that', () => {
  it('has read everything is sent frames as they are, in one write', () => {
    const { writes, outbox } = openOutbox();
    const frames = Buffer.from('frames');
    expect(outbox.send(frames)).toBe(true);
    expect(writes).toEqual([frames]);
    expect(writes[0]).toBe(frames);
  });

  it('left more than 256 KiB unread is sent no more deltas, and nothing is queued for it', () => {
    const { socket, writes, outbox, told, fill } = openOutbox();
    fill(256 * kib);
    expect(outbox.send(Buffer.alloc(1))).toBe(true);
    const before = writes.length;
    for (let more = 0; more < 100; more += 1) expect(outbox.send(Buffer.alloc(kib))).toBe(false);
    expect(writes).toHaveLength(before);
    expect(socket.bufferedAmount).toBe(256 * kib + 1);
    expect(told).toEqual({ drained: 0, cut: [] });
  });

  it('has read down to 32 KiB is shown the whole view once, and then deltas again', () => {
    const { socket, writes, outbox, told, fill } = openOutbox();
    fill(257 * kib);
    outbox.send(Buffer.alloc(1));
    socket.bufferedAmount = 32 * kib + 1;
    outbox.check();
    expect(told.drained).toBe(0);
    socket.bufferedAmount = 32 * kib;
    outbox.check();
    outbox.check();
    expect(told.drained).toBe(1);
    writes.length = 0;
    expect(outbox.send(Buffer.from('delta'))).toBe(true);
    expect(writes).toHaveLength(1);
  });

  it('stays behind for ten seconds is cut off, though it left less than a megabyte', () => {
    const { outbox, told, fill } = openOutbox();
    fill(257 * kib);
    vi.advanceTimersByTime(10_000);
    outbox.check();
    expect(told).toEqual({ drained: 0, cut: [] });
    vi.advanceTimersByTime(1);
    outbox.check();
    expect(told.cut).toEqual(['browser does not read: behind for too long']);
  });

  it('left more than a megabyte unread is cut off at the next check, long before ten seconds', () => {
    const { outbox, told, fill } = openOutbox();
    fill(255 * kib);
    outbox.send(Buffer.alloc(769 * kib));
    outbox.check();
    expect(told.cut).toEqual([]);
    const other = openOutbox();
    other.fill(255 * kib);
    other.outbox.send(Buffer.alloc(770 * kib));
    other.outbox.check();
    expect(other.told.cut).toEqual(['browser does not read: too much unread']);
  });

  it('was sent one long view is behind, and is cut off only for what comes on top of it', () => {
    const { socket, outbox, told } = openOutbox();
    outbox.sendView(Buffer.alloc(3 * kib * kib));
    expect(outbox.send(Buffer.from('{}'))).toBe(false);
    outbox.check();
    expect(told.cut).toEqual([]);
    socket.bufferedAmount = 3 * kib * kib + 257 * kib;
    outbox.check();
    expect(told.cut).toEqual(['browser does not read: too much unread']);
  });

  it('has read one long view goes on with deltas: it missed nothing', () => {
    const { socket, writes, outbox, told } = openOutbox();
    outbox.sendView(Buffer.alloc(kib * kib));
    socket.bufferedAmount = 0;
    outbox.check();
    expect(outbox.send(Buffer.from('delta'))).toBe(true);
    expect(writes).toHaveLength(2);
    expect(told.drained).toBe(0);
  });

  it('only missed a heartbeat has missed nothing', () => {
    const { socket, outbox, told } = openOutbox();
    outbox.sendView(Buffer.alloc(kib * kib));
    expect(outbox.offer(Buffer.from('heartbeat'))).toBe(false);
    socket.bufferedAmount = 0;
    outbox.check();
    expect(told.drained).toBe(0);
    expect(outbox.offer(Buffer.from('heartbeat'))).toBe(true);
  });

  it('has read again is shown one long view, and not another one when it has read that', () => {
    const { socket, outbox, told, fill } = openOutbox(() => outbox.sendView(Buffer.alloc(kib * kib)));
    fill(257 * kib);
    outbox.send(Buffer.alloc(1));
    for (let times = 0; times < 3; times += 1) {
      socket.bufferedAmount = 0;
      outbox.send(Buffer.from('delta'));
    }
    expect(told.drained).toBe(1);
  });

  it('has closed its socket is sent nothing', () => {
    const { socket, writes, outbox } = openOutbox();
    (socket as { readyState: number }).readyState = 2;
    expect(outbox.send(Buffer.from('{}'))).toBe(false);
    expect(writes).toEqual([]);
  });

  it('has read a long view has used up that allowance: the next unread megabyte is too much again', () => {
    const { socket, outbox, told } = openOutbox();
    outbox.sendView(Buffer.alloc(3000 * kib));
    socket.bufferedAmount = 0;
    outbox.check();
    outbox.sendView(Buffer.alloc(10 * kib));
    socket.bufferedAmount = 1024 * kib + 1;
    outbox.send(Buffer.alloc(1));
    expect(told.cut).toEqual(['browser does not read: too much unread']);
  });
});
