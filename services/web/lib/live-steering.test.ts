import type { CommandResult } from '@ringback/shared/client/pending-commands';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLiveSteering, nothingAsked, type SteeringState } from './live-steering.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Told = NonNullable<SessionView['steering']>;
const told = (changed: Partial<Told> = {}): Told => ({
  ...{ asked: 41, kind: 'repeat', by: 'page', outcome: 'done', at: 100 },
  ...changed,
});
const viewOf = (steering: Told | null = null, phase = 'active') => ({ phase, steering }) as SessionView;

/** A page whose gateway passes everything on. */
function open(first: Told | null = null) {
  let state: SteeringState = nothingAsked;
  const sent: { kind: string; answer: (result: CommandResult) => void }[] = [];
  const steering = createLiveSteering({
    send: (kind) => new Promise((answer) => void sent.push({ kind, answer })),
    changed: (next) => {
      state = next;
    },
  });
  steering.viewed(viewOf(first));
  steering.offered(['repeat', 'skip_question', 'skip_ahead']);
  return {
    ...{ steering, sent },
    last: () => state.last,
    kinds: () => state.kinds,
    async acknowledge(result: CommandResult) {
      sent.at(-1)?.answer(result);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('a live page', () => {
  it('asks one thing at a time, and is told when it was done', async () => {
    const page = open();
    page.steering.ask('repeat');
    page.steering.ask('skip_ahead');
    expect(page.sent.map(({ kind }) => kind)).toEqual(['repeat']);
    await page.acknowledge({ outcome: 'ok', revision: 41 });
    expect(page.last().phase).toBe('asked');
    page.steering.viewed(viewOf(told()));
    expect(page.last()).toEqual({ phase: 'done', kind: 'repeat', by: 'page' });
    page.steering.ask('skip_ahead');
    expect(page.sent).toHaveLength(2);
  });

  it('knows an answer that has come before the acknowledgement', async () => {
    const page = open();
    page.steering.ask('repeat');
    page.steering.viewed(viewOf(told({ outcome: 'goodbye' })));
    expect(page.last().phase).toBe('asked');
    await page.acknowledge({ outcome: 'ok', revision: 41 });
    expect(page.last()).toEqual({ phase: 'refused', kind: 'repeat', why: 'goodbye' });
  });

  it('does not wait for an older interviewer without end, nor takes a late answer for one to the next', async () => {
    const page = open();
    page.steering.ask('repeat');
    await page.acknowledge({ outcome: 'ok', revision: 41 });
    await vi.advanceTimersByTimeAsync(4_900);
    expect(page.last().phase).toBe('asked');
    await vi.advanceTimersByTimeAsync(200);
    expect(page.last()).toMatchObject({ phase: 'refused', why: 'unanswered' });
    page.steering.ask('skip_ahead');
    await page.acknowledge({ outcome: 'ok', revision: 45 });
    page.steering.viewed(viewOf(told({ asked: 41 })));
    expect(page.last()).toMatchObject({ phase: 'asked', kind: 'skip_ahead' });
    expect(vi.getTimerCount()).toBe(1);
    page.steering.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says nothing of what was asked before it was opened, and shows what a key asks after that', () => {
    const byKey = (at: number) => told({ asked: null, by: 'key', at });
    const page = open(byKey(100));
    expect(page.last()).toEqual({ phase: 'idle' });
    page.steering.viewed(viewOf(byKey(100)));
    expect(page.last()).toEqual({ phase: 'idle' });
    page.steering.viewed(viewOf(byKey(200)));
    expect(page.last()).toEqual({ phase: 'done', kind: 'repeat', by: 'key' });
  });

  it('offers what the gateway passes on, while the interview is on', () => {
    const page = open();
    expect(page.kinds()).toEqual(['repeat', 'skip_question', 'skip_ahead']);
    page.steering.viewed(viewOf(null, 'ending'));
    expect(page.kinds()).toEqual([]);
    page.steering.ask('repeat');
    expect(page.sent).toEqual([]);
    page.steering.viewed(viewOf());
    page.steering.offered(['skip_ahead', 'whistle']);
    expect(page.kinds()).toEqual(['skip_ahead']);
  });
});
