import { describe, expect, it } from 'vitest';
import { play, start, types } from '../../../testing/play-hand-over.ts';
import type { PlayedEffect, PlayedInput } from '../../../testing/run-bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { withFloor, withModel } from '../bridge-state.ts';
import { say } from '../bridge-step.ts';
import { buildInstructions } from '../interview/instructions.ts';
import { apologise } from '../interview/settlement.ts';
import { stallLimitMs } from '../turns/candidate-turn.ts';
import { idle } from '../turns/response.ts';
import { giveToAnother } from './recovery.ts';

const instructions = buildInstructions(start.jobConfiguration);

const prepared: PlayedInput[] = [
  { type: 'model.opened' },
  { type: 'model.confirmed', instructions },
  { type: 'session.activated' },
];
describe('a model session whose time runs out', () => {
  const talking = play([{ type: 'model.opened' }, ...prepared], createBridgeState(start)).state;
  const renew: PlayedInput = { type: 'timer', name: 'renew' };

  it('is replaced at a pause, which is no loss', () => {
    const pause = withFloor(withModel(talking, { response: idle }), { isCandidateAwaited: true });
    const { state, effects } = play([renew], pause);
    expect(types(effects)).toEqual(['reopen', 'set_timer']);
    expect(state).toMatchObject({ losses: { count: 0 }, model: { isRestoring: true } });
  });

  it('is kept while either side speaks, and looked at again', () => {
    expect(play([renew], talking).effects).toEqual([{ type: 'set_timer', name: 'renew', afterMs: 5_000 }]);
  });
});

describe('a provider without room for another session', () => {
  const talking = play([{ type: 'model.opened' }, ...prepared], createBridgeState(start)).state;
  const lost = play([{ type: 'model.lost' }], talking).state;
  const refused = (retryAfterMs: number | null): PlayedInput => ({
    ...{ type: 'model.lost', trouble: { code: 'rate_limit_exceeded', kind: 'passing', retryAfterMs } },
  });
  const waitsOf = (effects: readonly PlayedEffect[]) =>
    effects.flatMap((effect) => (effect.type === 'reopen' ? [effect.afterMs] : []));

  it('is asked again when it says, and the session has its usual time from then on', () => {
    const { state, effects } = play([refused(2_000)], lost);
    expect(effects).toEqual([
      say({ type: 'waiting' }),
      { type: 'lose_model' },
      { type: 'reopen', afterMs: 2_000 },
      { type: 'set_timer', name: 'receipt', afterMs: 6_000 },
    ]);
    expect(state.losses.count).toBe(1);
  });

  it.each<[string, number | null, number[]]>([
    ['and does not say when', null, [500, 500, 1_000, 2_000, 4_000, 8_000, 2_000]],
    ['and wants a minute', 60_000, [10_000, 8_000]],
  ])(
    '%s is awaited for eighteen seconds, with a filler, and then the call ends',
    (_how, retryAfterMs, waits) => {
      const { state, effects } = play(
        waits.map(() => refused(retryAfterMs)),
        lost,
      );
      expect(waitsOf(effects)).toEqual(waits);
      expect(types(effects).filter((type) => type === 'link.waiting')).toHaveLength(waits.length);
      expect(play([refused(retryAfterMs)], state).effects).toContainEqual(apologise);
    },
  );

  it('that has room again later does not count as lost, and is awaited for as long the next time', () => {
    const there = play([refused(60_000), { type: 'model.opened' }], lost).state;
    expect(there.losses).toMatchObject({ count: 1, refusedMs: 0 });
    expect(waitsOf(play([refused(60_000), refused(60_000)], there).effects)).toEqual([10_000, 8_000]);
  });

  it('before the first word is not awaited for longer than a receipt may take', () => {
    const { effects } = play(
      Array.from({ length: 5 }, () => refused(60_000)),
      createBridgeState(start),
    );
    expect(waitsOf(effects)).toEqual([2_000]);
    expect(effects.at(-1)).toEqual(apologise);
  });
});

describe('a machine that lets the bridge open no connection', () => {
  const noConnection: PlayedInput = {
    ...{ type: 'model.lost', trouble: { code: 'local_limit', kind: 'here', retryAfterMs: null } },
  };

  it.each([
    ['before the interview', createBridgeState(start)],
    ['in the interview', play([{ type: 'model.opened' }, ...prepared], createBridgeState(start)).state],
  ])('leaves the call to another bridge, and ends none: %s', (_when, state) => {
    const { effects } = play([noConnection], state);
    expect(effects).toEqual([giveToAnother]);
    expect(giveToAnother).not.toHaveProperty('endReason');
  });
});

describe('a response that is expected', () => {
  const talking = play([{ type: 'model.opened' }, ...prepared], createBridgeState(start)).state;

  it('and shows no sign of life is given up with its session', () => {
    const { effects } = play([{ type: 'timer', name: 'stall' }], talking);
    expect(types(effects)).toEqual(['link.waiting', 'lose_model', 'reopen', 'set_timer']);
  });

  it('is not missed any more once it is done', () => {
    const done = play(
      [{ type: 'model.response_finished', responseId: 'r', status: 'cancelled', toolCalls: [] }],
      talking,
    ).state;
    expect(play([{ type: 'timer', name: 'stall' }], done).effects).toEqual([]);
  });

  it('is awaited for as long as the model still makes words of what was said', () => {
    const { effects } = play([{ type: 'model.transcribing', itemId: 'u1', text: 'and then we' }], talking);
    expect(effects).toContainEqual({ type: 'set_timer', name: 'stall', afterMs: stallLimitMs });
    const { effects: known } = play(
      [{ type: 'model.transcribed', itemId: 'u1', text: 'and so on' }],
      talking,
    );
    expect(known).toContainEqual({ type: 'set_timer', name: 'stall', afterMs: stallLimitMs });
  });

  it('may be lost twice in a call', () => {
    const lose: PlayedInput = { type: 'model.lost' };
    expect(play([lose, lose, lose], talking).effects.at(-1)).toEqual(apologise);
  });
});
