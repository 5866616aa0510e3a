import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelListener, ModelReport } from '../domain/model-port.ts';
import { createCircuit } from './circuit.ts';
import { createSpareSessions } from './spare-sessions.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const created: ModelReport = { kind: 'input', input: { type: 'model.opened' } };
const other = (type: string): ModelReport => ({ kind: 'ignored', type });

function begin(most: number) {
  const opened: (ModelListener & { closed: boolean })[] = [];
  let may = true;
  const now = () => Date.now();
  const engine = {
    open(listener: ModelListener) {
      const session = { ...listener, closed: false };
      opened.push(session);
      return {
        send() {},
        close() {
          session.closed = true;
        },
      };
    },
  };
  const spares = createSpareSessions(
    { engine, circuit: createCircuit(now), now },
    { most, mayOpen: () => may },
  );
  const greet = () => {
    for (const session of opened) session.onReport(created);
  };
  return { spares, opened, greet, forbid: () => (may = false) };
}
const silent = { onReport: () => {}, onLost: () => {} };

describe('spare model sessions', () => {
  it('are as many as are wanted, and none when none are', () => {
    expect(begin(2).opened).toHaveLength(2);
    expect(begin(0).opened).toHaveLength(0);
    expect(begin(0).spares.take(silent)).toBeNull();
  });

  it('are handed over once they are greeted, each once, and what follows goes to the new owner', async () => {
    const { spares, opened, greet } = begin(1);
    expect(spares.take(silent)).toBeNull();
    greet();
    opened[0]?.onReport(other('updated'));
    expect(spares.ready).toBe(1);
    const told: unknown[] = [];
    const listener = {
      onReport: (report: ModelReport) => void told.push(report),
      onLost: (why: string) => void told.push(why),
    };
    expect(spares.take(listener)).not.toBeNull();
    expect(told).toEqual([]);
    await Promise.resolve();
    opened[0]?.onReport(other('later'));
    opened[0]?.onLost('closed 1011');
    expect(told).toEqual([created, other('later'), 'closed 1011']);
    expect(spares.take(silent)).toBeNull();
    vi.advanceTimersByTime(2_000);
    expect(opened).toHaveLength(2);
  });

  it('are replaced when they are lost or too old, but not while none may be opened', () => {
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

  it('are closed for good', () => {
    const { spares, opened, greet } = begin(2);
    greet();
    spares.close();
    spares.close();
    vi.advanceTimersByTime(60_000);
    expect(opened.map(({ closed }) => closed)).toEqual([true, true]);
    expect(spares.take(silent)).toBeNull();
  });
});
