import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSpareSockets, type SocketListener } from './spare-sockets.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function begin(most: number) {
  const opened: (SocketListener & { closed: boolean })[] = [];
  let may = true;
  const spares = createSpareSockets({
    most,
    mayOpen: () => may,
    now: () => Date.now(),
    open: (listener) => {
      const socket = { ...listener, closed: false };
      opened.push(socket);
      return { send: () => {}, close: () => (socket.closed = true) };
    },
  });
  const greet = () => {
    for (const socket of opened) socket.onMessage('created');
  };
  return { spares, opened, greet, forbid: () => (may = false) };
}
const silent = { onMessage: () => {}, onLost: () => {} };

describe('spare model sessions', () => {
  it('are so many, and none when none are wanted', () => {
    expect(begin(2).opened).toHaveLength(2);
    expect(begin(0).opened).toHaveLength(0);
    expect(begin(0).spares.take(silent)).toBeNull();
  });

  it('are handed over once they are greeted, each once, and what comes later goes to whoever has it', async () => {
    const { spares, opened, greet } = begin(1);
    expect(spares.take(silent)).toBeNull();
    greet();
    opened[0]?.onMessage('updated');
    expect(spares.ready).toBe(1);
    const told: string[] = [];
    const listener = {
      onMessage: (text: string) => told.push(text),
      onLost: (why: string) => told.push(why),
    };
    expect(spares.take(listener)).not.toBeNull();
    expect(told).toEqual([]);
    await Promise.resolve();
    opened[0]?.onMessage('later');
    opened[0]?.onLost('closed 1011');
    expect(told).toEqual(['created', 'later', 'closed 1011']);
    expect(spares.take(silent)).toBeNull();
    vi.advanceTimersByTime(2_000);
    expect(opened).toHaveLength(2);
  });

  it('are replaced when they are lost or too old, and not while none may be opened', () => {
    const { spares, opened, greet, forbid } = begin(1);
    opened[0]?.onLost('closed 1006');
    vi.advanceTimersByTime(2_000);
    expect(opened).toHaveLength(2);
    greet();
    vi.advanceTimersByTime(5 * 60_000);
    expect(opened[1]?.closed).toBe(true);
    expect(opened).toHaveLength(3);
    forbid();
    opened[2]?.onLost('closed 1006');
    vi.advanceTimersByTime(60_000);
    expect(opened).toHaveLength(3);
    expect(spares.ready).toBe(0);
  });

  it('are let go of, for good', () => {
    const { spares, opened, greet } = begin(2);
    greet();
    spares.close();
    spares.close();
    vi.advanceTimersByTime(60_000);
    expect(opened.map(({ closed }) => closed)).toEqual([true, true]);
    expect(spares.take(silent)).toBeNull();
  });
});
