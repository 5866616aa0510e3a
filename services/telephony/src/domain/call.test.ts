import { describe, expect, it } from 'vitest';
import {
  active,
  attached,
  browser,
  came,
  ended,
  ending,
  fired,
  fresh,
  given,
  gone,
  held,
  hungUp,
  instance,
  line,
  lost,
  other,
  play,
  ready,
  talking,
  types,
} from '../../testing/play-call.ts';
import { transition } from './call.ts';
import { refusalOf } from './call-line.ts';
import type { CallEffect, CallInput, CallState } from './call-state.ts';

const over = play([ended], talking()).state;
const moving = play(given, talking()).state;
const shutDown: CallInput = { type: 'order.shut_down' };
const sorry = play([shutDown], talking()).state;
const timers = (effects: readonly CallEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'set_timer' ? [[effect.name, effect.afterMs]] : []));

describe('a line that comes', () => {
  it('is attached before the store is asked, so that a second one at the same moment is refused', () => {
    const { state, effects } = play([came()], fresh());
    expect(effects).toEqual([{ type: 'line.attach', line }]);
    expect(refusalOf(state)).toBe('second_stream');
    expect(play([came(other)], state)).toEqual({ state, effects: [] });
  });

  it.each([
    ['a session that is over', over, 'ended'],
    ['a call that was given away', moving, 'taken'],
    ['a call that has a line', attached(), 'second_stream'],
    ['a call without one', fresh(), null],
    ['a call that has lost its line', play([lost()], attached()).state, null],
    ['a call that is being apologised for', play([lost(), shutDown], attached()).state, null],
  ])('to %s is judged: %s', (_to, state, refusal) => {
    expect(refusalOf(state)).toBe(refusal);
  });

  it('is on the record once the lease is held, and the return of a line is no longer awaited', () => {
    const { effects } = play([came(other), held(other)], play([lost()], attached()).state);
    expect(effects).toEqual([
      { type: 'line.attach', line: other },
      { type: 'cancel_timer', name: 'fetch_back' },
      { type: 'cancel_timer', name: 'never_back' },
      { type: 'record', fact: { type: 'media.started', streamSid: 'MZ2', instance } },
      { type: 'bridge.open' },
      { type: 'line.begin', isTakenUp: false },
    ]);
  });

  it.each(['taken', 'ended', null] as const)(
    'leaves its place to the next one if it gets no lease (%s)',
    (outcome) => {
      const answer: CallInput = { type: 'lease.answered', line, outcome };
      const first = play([came(), answer], fresh());
      expect(first.effects.at(-1)).toEqual({ type: 'line.drop' });
      expect(first.state).toEqual(fresh());
      const lostBefore = play([lost()], attached()).state;
      const again = play([came(), answer], lostBefore);
      expect(again.state).toEqual(lostBefore);
      // The earlier line is still awaited.
      expect(types(again.effects)).not.toContain('cancel_timer');
    },
  );

  it('is answered once', () => {
    expect(play([held()], attached())).toEqual({ state: attached(), effects: [] });
  });

  it('counts for nothing if the call has ended in the meantime', () => {
    const { state } = play([came(), ended], fresh());
    expect(play([held()], state)).toEqual({ state, effects: [] });
  });

  it('during an interview without a bridge gets one within five seconds, and with a bridge at once', () => {
    const away = play([lost(), gone], talking()).state;
    const back = play([came(), held()], away);
    expect(back.effects).toContainEqual({ type: 'line.begin', isTakenUp: true });
    const taken = play([active, came(), held()], fresh());
    expect(timers(taken.effects)).toEqual([['no_bridge', 5_000]]);
    const kept = play([lost(), came(), held()], talking());
    expect(timers(kept.effects)).toEqual([['fetch_back', 2_000]]);
  });

  it('is neither lost nor given away before it is attached', () => {
    const { state } = play([came()], fresh());
    expect(play([lost()], state).effects).toEqual([]);
    expect(types(play(given, state).effects)).toEqual(['set_timer', 'set_timer']);
    expect(types(play([...given, held(), fired('pause')], state).effects)).toContain('line.give');
  });
});

describe('a line that is lost', () => {
  it('lets another instance take the call, is fetched back after two seconds, and is given up after eight', () => {
    const { state, effects } = play([lost()], attached());
    expect(effects).toEqual([
      { type: 'line.lose', line, by: 'socket closed without stop' },
      { type: 'record', fact: { type: 'media.lost', streamSid: 'MZ1' } },
      { type: 'set_timer', name: 'fetch_back', afterMs: 2_000 },
      { type: 'lease.give' },
    ]);
    const fetched = play([fired('fetch_back')], state);
    expect(fetched.effects).toEqual([
      { type: 'set_timer', name: 'never_back', afterMs: 6_000 },
      { type: 'line.fetch_back' },
    ]);
    expect(play([fired('never_back')], fetched.state).effects).toEqual([
      { type: 'end', reason: 'media_lost' },
    ]);
  });

  it("of a browser comes back by itself, within the operator's time", () => {
    expect(timers(play([lost()], attached(browser)).effects)).toEqual([['never_back', 20_000]]);
  });

  it.each([
    ['another one', [], other],
    ['one that has been lost already', [lost()], line],
    ['the line of a candidate who has hung up', [hungUp()], line],
    ['the line of a call that is over', [ended], line],
    ['the line of a call that was given away', [...given], line],
  ] as const)('is no loss when it is %s', (_what, before, its) => {
    const { state } = play(before, attached());
    expect(play([lost(its)], state)).toEqual({ state, effects: [] });
  });

  it('does not affect the lease that comes back after the line has returned', () => {
    const { state } = play([lost(), came(other), held(other)], attached());
    expect(play([{ type: 'lease.given' }], state)).toEqual({ state, effects: [] });
  });
});

describe('a candidate who hangs up', () => {
  it('ends the session, which this instance leaves after two seconds if the store does not answer', () => {
    const { state, effects } = play([hungUp()], attached());
    expect(effects).toEqual([
      { type: 'end', reason: 'hung_up_by_candidate' },
      { type: 'set_timer', name: 'hung_up', afterMs: 2_000 },
    ]);
    expect(play([fired('hung_up')], state).effects).toEqual([
      { type: 'let_go', line, reason: 'session over' },
    ]);
  });

  it('does so once, however often it is reported', () => {
    expect(types(play([hungUp(), hungUp()], attached()).effects)).toEqual(['end', 'set_timer']);
  });

  it.each([
    ['from another line', other, attached()],
    ['when the call is over', line, over],
    ['when the line has gone elsewhere', line, play([{ type: 'lease.given' }], moving).state],
  ])('%s is counted, and nothing else', (_when, its, state) => {
    expect(play([hungUp(its)], state)).toEqual({ state, effects: [{ type: 'stale', kind: 'caller_stop' }] });
  });

  it('is heard on a line that is about to be sent elsewhere', () => {
    expect(types(play([hungUp()], moving).effects)).toContain('end');
  });

  it('is not given to another instance', () => {
    const { state } = play([{ type: 'order.hand_over' }, hungUp()], attached());
    const { state: after, effects } = play([fired('pause')], state);
    expect(effects).toEqual([]);
    expect(after.pauseWaitedMs).toBeNull();
  });
});

describe('a bridge that is gone', () => {
  it('is followed by another one, which is looked for without a limit before the interview is active', () => {
    expect(play([gone], attached()).effects).toEqual([{ type: 'bridge.forget' }, { type: 'bridge.search' }]);
  });

  it('has a search of five seconds at most from the moment at which it is active', () => {
    const { state, effects } = play([gone, active], attached());
    expect(timers(effects)).toEqual([['no_bridge', 5_000]]);
    expect(timers(play([active, gone], state).effects)).toEqual([]);
    expect(timers(play([ready, active], attached()).effects)).toEqual([]);
    expect(timers(play([ending], attached()).effects)).toEqual([]);
    // Without a line, the line's own limits hold.
    expect(timers(play([active, came()], fresh()).effects)).toEqual([]);
    expect(timers(play([active], play([shutDown], attached()).state).effects)).toEqual([]);
  });

  it('has a search of five seconds at most once it is active', () => {
    const first = play([gone], talking());
    expect(first.effects).toEqual([
      { type: 'bridge.forget' },
      { type: 'set_timer', name: 'no_bridge', afterMs: 5_000 },
      { type: 'bridge.search' },
    ]);
    // A bridge that refuses is no new loss, and sets no new limit.
    const again = play([gone, gone, gone], first.state).effects;
    expect(new Set(types(again))).toEqual(new Set(['bridge.forget', 'bridge.search']));
    expect(types(play([fired('no_bridge')], first.state).effects)).toEqual(['apologise']);
    expect(types(play([ready], first.state).effects)).toEqual(['cancel_timer', 'cancel_timer']);
  });

  it('is the last one after three that had been ready', () => {
    const twice = play([gone, ready, gone, ready], talking());
    expect(types(twice.effects)).not.toContain('apologise');
    expect(play([gone], twice.state).effects).toEqual([{ type: 'bridge.forget' }, { type: 'apologise' }]);
  });

  it('ends the interview at once if no model can be had', () => {
    const unavailable: CallInput = { type: 'bridge.gone', endReason: 'interviewer_unavailable' };
    const { state, effects } = play([unavailable], attached());
    expect(effects).toEqual([{ type: 'bridge.forget' }, { type: 'apologise' }]);
    expect(state.apology).toBe('interviewer_unavailable');
  });

  it('during a goodbye leaves four seconds for its rest, counted once', () => {
    const first = play([ending, gone], talking());
    expect(timers(first.effects)).toEqual([['goodbye_over', 4_000]]);
    expect(types(first.effects)).toContain('bridge.search');
    expect(types(play([gone], first.state).effects)).toEqual(['bridge.forget', 'bridge.search']);
    expect(play([fired('goodbye_over')], first.state).effects).toEqual([
      { type: 'end', reason: 'completed' },
    ]);
  });

  it.each([
    ['has ended', over],
    ['was given away', moving],
    ['is being apologised for', sorry],
  ])('is not missed by a call that %s', (_how, state) => {
    expect(play([gone], state)).toEqual({ state, effects: [] });
  });
});

describe('an apology', () => {
  it('is heard to its end before the session ends', () => {
    const { state, effects } = play([{ type: 'apology.began', lastsMs: 3_900 }], sorry);
    expect(effects).toEqual([{ type: 'set_timer', name: 'apology_over', afterMs: 4_200 }]);
    expect(play([fired('apology_over')], state).effects).toEqual([{ type: 'end', reason: 'shut_down' }]);
  });

  it('takes no time if it cannot be heard', () => {
    expect(timers(play([{ type: 'apology.began', lastsMs: 0 }], sorry).effects)).toEqual([
      ['apology_over', 0],
    ]);
  });

  it('is said once, for its first reason', () => {
    const { state, effects } = play([shutDown, fired('no_bridge')], sorry);
    expect(types(effects)).toEqual(['cancel_timer']);
    expect(state.apology).toBe('shut_down');
  });

  it('is not said instead of a goodbye, to a call that was given away, or after the end', () => {
    for (const state of [play([ending], talking()).state, moving, over]) {
      expect(play([shutDown], state)).toEqual({ state, effects: [] });
    }
  });

  it('is neither given away nor answered by a bridge that is found', () => {
    const asked = play([{ type: 'order.hand_over' }], sorry).state;
    const { state, effects } = play([fired('pause'), ready], asked);
    expect(effects).toEqual([]);
    expect(state.phase).toBe('attached');
  });

  it('is what a call hears that was to be given away', () => {
    const { state, effects } = play([{ type: 'order.hand_over' }, shutDown], talking());
    expect(effects.slice(1)).toEqual([{ type: 'cancel_timer', name: 'pause' }, { type: 'apologise' }]);
    expect(play([fired('pause')], state)).toEqual({ state, effects: [] });
    expect(state.pauseWaitedMs).toBeNull();
  });
});

describe('a call that is to be given away', () => {
  const handOver: CallInput = { type: 'order.hand_over' };

  it('is looked at every tenth of a second, by one timer', () => {
    expect(types(play([handOver, handOver], talking()).effects)).toEqual(['set_timer']);
    expect(types(play([handOver], moving).effects)).toEqual([]);
    expect(types(play([handOver], over).effects)).toEqual([]);
  });

  it('goes at the next pause', () => {
    const { state, effects } = play([handOver, fired('pause', false), fired('pause', true)], talking());
    expect(timers(effects).slice(0, 2)).toEqual([
      ['pause', 100],
      ['pause', 100],
    ]);
    expect(effects.slice(2)).toEqual([
      { type: 'line.give', line },
      { type: 'cancel_timer', name: 'no_bridge' },
      { type: 'record', fact: { type: 'media.lost', streamSid: 'MZ1' } },
      { type: 'set_timer', name: 'fetch_back', afterMs: 1_000 },
      { type: 'lease.give' },
    ]);
    expect(state.phase).toBe('moving');
    expect(timers(play([fired('fetch_back')], state).effects)).toEqual([['never_back', 7_000]]);
  });

  it('goes in the middle of a word after four seconds', () => {
    const looks = Array.from({ length: 40 }, () => fired('pause', false));
    const { state } = play([handOver, ...looks.slice(1)], talking());
    expect(state.phase).toBe('attached');
    expect(play(looks.slice(0, 1), state).state.phase).toBe('moving');
  });

  it('stays while it has no line, and while a goodbye is said', () => {
    const looks = Array.from({ length: 50 }, () => fired('pause', true));
    const away = play([lost(), handOver, ...looks], talking());
    expect(away.state).toMatchObject({ phase: 'lost', pauseWaitedMs: 0 });
    expect(play([ending, handOver, ...looks], talking()).state.phase).toBe('attached');
    expect(play([came(), held(), fired('pause')], away.state).state.phase).toBe('moving');
  });

  it('sends its line elsewhere once the lease is given, telling a browser that this instance restarts', () => {
    const leaseGiven: CallInput = { type: 'lease.given' };
    expect(play([leaseGiven, leaseGiven], moving).effects).toEqual([
      { type: 'line.retire', line, code: 1000 },
    ]);
    const page = play([...given, leaseGiven], talking(browser));
    expect(page.effects.at(-1)).toEqual({ type: 'line.retire', line, code: 1012 });
  });

  it('is not given up for lack of a bridge: its next instance looks for one', () => {
    const { state, effects } = play([gone, ...given], talking());
    expect(effects).toContainEqual({ type: 'cancel_timer', name: 'no_bridge' });
    expect(state.bridge.isSearchLimited).toBe(false);
    expect(play([{ type: 'order.prepare' }, ready, gone], state).effects).toEqual([]);
  });
});

describe('a call that another instance has', () => {
  const elsewhere: CallInput = { type: 'session.elsewhere' };
  const steppedAside = (its: typeof line | null) => ({
    type: 'let_go',
    line: its,
    reason: 'served elsewhere',
  });

  it('is left if its line is not here, and examined if it is', () => {
    expect(play([elsewhere], fresh()).effects).toEqual([steppedAside(null)]);
    expect(play([lost(), elsewhere], attached()).effects.at(-1)).toEqual(steppedAside(null));
    expect(play([elsewhere], moving).effects).toEqual([steppedAside(line)]);
    expect(play([elsewhere], attached()).effects).toEqual([{ type: 'lease.verify' }]);
    expect(play([came(), elsewhere], fresh()).effects.at(-1)).toEqual({ type: 'lease.verify' });
  });

  it('is left when the lease is lost', () => {
    expect(play([{ type: 'lease.lost' }], attached()).effects).toEqual([steppedAside(line)]);
  });

  it('is left, and not hung up, if its end is refused for an earlier lease', () => {
    expect(play([{ type: 'end.fenced' }], attached()).effects).toEqual([
      { type: 'spare_call' },
      steppedAside(line),
    ]);
    expect(play([{ type: 'end.fenced' }], over)).toEqual({ state: over, effects: [{ type: 'spare_call' }] });
  });
});

describe('the end', () => {
  it.each<[string, CallInput]>([
    ['on the record', ended],
    ['by the record alone, or by an erasure', { type: 'session.gone' }],
  ])('%s lets go of everything, once', (_how, end) => {
    const { state, effects } = play([end, end, { type: 'lease.lost' }], talking());
    expect(effects).toEqual([{ type: 'let_go', line, reason: 'session over' }]);
    expect(state).toMatchObject({ phase: 'over', line: null });
  });

  it('may be asked for from outside at any time, and the store decides', () => {
    const end: CallInput = { type: 'order.end', reason: 'carrier_failed' };
    for (const state of [fresh(), moving, sorry, over] satisfies CallState[]) {
      expect(transition(state, end)).toEqual([state, [{ type: 'end', reason: 'carrier_failed' }]]);
    }
  });

  it('is followed by nothing that was still on its way', () => {
    const late: CallInput[] = [
      ...[came(other), held(), lost(), ready, gone, active, { type: 'order.prepare' } as const],
      ...[{ type: 'apology.began', lastsMs: 0 } as const, fired('apology_over'), fired('hung_up')],
    ];
    expect(play(late, over)).toEqual({ state: over, effects: [] });
  });
});

it('a bridge is opened before the candidate is on the line', () => {
  expect(play([{ type: 'order.prepare' }], fresh()).effects).toEqual([{ type: 'bridge.open' }]);
});
