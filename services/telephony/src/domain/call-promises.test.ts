import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  active,
  browser,
  came,
  ended,
  ending,
  fresh,
  gone,
  held,
  hungUp,
  line,
  lost,
  other,
  phone,
  ready,
} from '../../testing/play-call.ts';
import { transition } from './call.ts';
import type { CallEffect, CallInput, CallState, CallTimer } from './call-state.ts';

/** Whatever may happen to a call, in any order. `wait`: nothing happens for this long, and timers that are due fire. */
type Move = CallInput | { type: 'wait'; ms: number; isQuiet: boolean };

const moves = fc.oneof(
  fc.constantFrom<Move>(
    ...[came(), came(other), held(), held(other), lost(), lost(other), hungUp(), hungUp(other)],
    ...([
      { type: 'lease.answered', line, outcome: null },
      { type: 'lease.answered', line: other, outcome: 'taken' },
      { type: 'lease.given' },
      { type: 'lease.lost' },
      { type: 'bridge.gone', endReason: 'interviewer_unavailable' },
      { type: 'session.elsewhere' },
      { type: 'session.gone' },
      { type: 'end.fenced' },
      { type: 'order.end', reason: 'reset' },
      { type: 'order.prepare' },
      { type: 'order.shut_down' },
    ] as Move[]),
    ended,
  ),
  // Inputs of a call that goes on come more often than inputs that end it.
  fc.constantFrom<Move>(came(), held(), ready, gone, active, ending, lost(), { type: 'order.hand_over' }),
  fc.record({
    type: fc.constant('wait' as const),
    ms: fc.integer({ min: 1, max: 6_000 }),
    isQuiet: fc.boolean(),
  }),
);
const lives = fc.array(moves, { maxLength: 40 });
const terms = fc.constantFrom(phone, browser);
const apologyMs = 3_900;

/** Lives a call by its own timers, and notes the effects that it wanted. */
function createCall(its: typeof phone) {
  let state: CallState = fresh(its);
  let nowMs = 0;
  const due = new Map<CallTimer, number>();
  const told: { effect: CallEffect; before: CallState; after: CallState; atMs: number }[] = [];

  function feed(input: CallInput): void {
    const before = state;
    const [after, effects] = transition(state, input);
    state = after;
    for (const effect of effects) {
      told.push({ effect, before, after, atMs: nowMs });
      if (effect.type === 'set_timer') due.set(effect.name, nowMs + effect.afterMs);
      if (effect.type === 'cancel_timer') due.delete(effect.name);
      if (effect.type === 'let_go') due.clear();
    }
    // The part that performs them answers at once.
    if (effects.some(({ type }) => type === 'apologise')) {
      feed({ type: 'apology.began', lastsMs: state.line === null ? 0 : apologyMs });
    }
  }

  function wait(ms: number, isQuiet: boolean): void {
    const untilMs = nowMs + ms;
    for (;;) {
      const [next] = [...due].sort(([, one], [, another]) => one - another);
      if (next === undefined || next[1] > untilMs) break;
      nowMs = Math.max(nowMs, next[1]);
      due.delete(next[0]);
      feed({ type: 'timer', name: next[0], isQuiet });
    }
    nowMs = untilMs;
  }

  return {
    ...{ told, due, feed, wait },
    get state() {
      return state;
    },
    live(life: readonly Move[]) {
      for (const move of life) {
        if (move.type === 'wait') wait(move.ms, move.isQuiet);
        else feed(move);
      }
    },
  };
}

const runs = { numRuns: 1_000 };

/** What must hold of every effect of any life. */
function always(check: (told: ReturnType<typeof createCall>['told']) => void): void {
  fc.assert(
    fc.property(terms, lives, (its, life) => {
      const call = createCall(its);
      call.live(life);
      check(call.told);
    }),
    runs,
  );
}
const afterFirst = (told: ReturnType<typeof createCall>['told'], type: CallEffect['type']) => {
  const at = told.findIndex(({ effect }) => effect.type === type);
  return at === -1 ? [] : told.slice(at + 1);
};

describe('a call, whatever happens to it,', () => {
  it('is let go of once, with the line that it had, and then only notes ends', () => {
    always((told) => {
      expect(told.filter(({ effect }) => effect.type === 'let_go').length).toBeLessThanOrEqual(1);
      for (const { effect, before } of told) {
        if (effect.type === 'let_go') expect(effect.line).toBe(before.line);
      }
      for (const { effect } of afterFirst(told, 'let_go')) {
        expect(['end', 'spare_call', 'stale']).toContain(effect.type);
      }
    });
  });

  it('never comes back once it was given away, and retires its line once', () => {
    always((told) => {
      const later = afterFirst(told, 'line.give');
      const given = told.find(({ effect }) => effect.type === 'line.give')?.effect;
      if (given?.type !== 'line.give') return;
      for (const { effect, after } of later) {
        expect(['moving', 'over']).toContain(after.phase);
        expect(['line.attach', 'line.begin', 'bridge.open', 'bridge.search', 'apologise']).not.toContain(
          effect.type,
        );
      }
      const retired = later.filter(
        ({ effect }) =>
          (effect.type === 'line.retire' || effect.type === 'let_go') && effect.line === given.line,
      );
      expect(retired.length).toBeLessThanOrEqual(1);
    });
  });

  it('has one apology, which only the loss of its line silences, and ends after it', () => {
    fc.assert(
      fc.property(terms, lives, (its, life) => {
        const call = createCall(its);
        call.live(life);
        const began = call.told.find(({ effect }) => effect.type === 'apologise');
        if (began === undefined) return;
        const later = afterFirst(call.told, 'apologise');
        for (const { effect } of later) {
          expect(['apologise', 'bridge.forget', 'bridge.search', 'line.give']).not.toContain(effect.type);
        }
        call.wait(apologyMs + 300, true);
        const isOver = call.state.phase === 'over';
        const ends = call.told.flatMap(({ effect }) => (effect.type === 'end' ? [effect.reason] : []));
        expect(isOver || ends.includes(call.state.apology ?? 'completed')).toBe(true);
      }),
      runs,
    );
  });

  it('has each timer once, none for longer than a line may be away, and none when it is over', () => {
    always((told) => {
      for (const { effect, before, after } of told) {
        if (effect.type !== 'set_timer') continue;
        expect(effect.afterMs).toBeGreaterThanOrEqual(0);
        expect(effect.afterMs).toBeLessThanOrEqual(Math.max(before.terms.reattachMs, 8_000));
        expect(after.phase).not.toBe('over');
      }
    });
  });

  /** A line without an interviewer and a line that is away are each awaited only up to a limit. */
  it('is served after 25 s in which nothing more happens, or has asked for its end', () => {
    fc.assert(
      fc.property(terms, lives, (its, life) => {
        const call = createCall(its);
        call.live(life);
        // The store tells in time that it does not answer.
        const { phase, line: waiting } = call.state;
        if (phase === 'attaching' && waiting !== null) {
          call.feed({ type: 'lease.answered', line: waiting, outcome: null });
        }
        call.wait(25_000, false);
        const { state, told } = call;
        const isAsked = state.phase === 'over' || told.some(({ effect }) => effect.type === 'end');
        // The session's own short deadlines hold before and after the phase that lasts as long as the interview.
        const isServed =
          state.phase === 'attached' && (state.bridge.isReady || state.session.phase !== 'active');
        // The reaper ends a session to which no line has come.
        expect(isAsked || isServed || state.phase === 'without_line').toBe(true);
      }),
      runs,
    );
  });
});
