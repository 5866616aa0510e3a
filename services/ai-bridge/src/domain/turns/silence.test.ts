import { describe, expect, it } from 'vitest';
import { play, talking, turn } from '../../../testing/play-bridge.ts';
import type { PlayedInput } from '../../../testing/run-bridge.ts';
import { withInterview } from '../bridge-state.ts';

describe('silence of the candidate', () => {
  const waiting = play(
    [...turn('i1', 'r1', 'Hello'), { type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true }],
    talking,
  );
  const silent: PlayedInput = { type: 'timer', name: 'silence' };

  it('lasts as long as the chosen patience allows', () => {
    expect(waiting.effects.at(-1)).toEqual({ type: 'set_timer', name: 'silence', afterMs: 12_000 });
  });

  it('gets one gentle prompt, then an offer to move on, then a goodbye', () => {
    const heardAgain = (itemId: string): PlayedInput[] => [
      ...turn(itemId, itemId, 'Still there?'),
      { type: 'call.heard', itemId, heardMs: 2_000, final: true },
    ];
    const { effects } = play(
      [silent, ...heardAgain('i2'), silent, ...heardAgain('i3'), silent],
      waiting.state,
    );
    const told = effects.flatMap((effect) => (effect.type === 'model.tell' ? [effect.text] : []));
    expect(told.map((text) => /gentle|move on|goodbye/.exec(text)?.[0])).toEqual([
      'gentle',
      'move on',
      'goodbye',
    ]);
  });

  it('is over when they speak', () => {
    const speaks = play([{ type: 'model.speech_started', itemId: 'c1', atMs: 0 }], waiting.state);
    expect(play([silent], speaks.state).effects).toEqual([]);
  });
});

describe('a key', () => {
  it('repeats, skips or stops; any other means nothing', () => {
    const told = (digit: string) =>
      play([{ type: 'call.key', digit }], talking).effects.flatMap((effect) =>
        effect.type === 'model.tell' ? [effect.text] : [],
      );
    expect(told('*')[0]).toContain('repeat');
    expect(told('#')[0]).toContain('skip');
    expect(told('0')[0]).toContain('goodbye');
    expect(told('5')).toEqual([]);
  });
});

describe('the end after key 0', () => {
  const endCall = { callId: 'c', name: 'end_interview', arguments: '{"reason":"completed"}' };
  const goodbye = turn('g', 'rg', 'Goodbye').map(
    (input): PlayedInput =>
      input.type === 'model.response_finished' ? { ...input, toolCalls: [endCall] } : input,
  );
  const over: PlayedInput = { type: 'timer', name: 'goodbye' };
  const begun = withInterview(talking, { phase: 'questions' });
  const key: PlayedInput = { type: 'call.key', digit: '0' };
  const endOf = (inputs: PlayedInput[], from = begun) =>
    play([...inputs, ...goodbye, over], from).effects.find(({ type }) => type === 'end');

  it('says that the candidate has asked to stop, but not after their own questions have begun', () => {
    expect(endOf([key])).toEqual({ type: 'end', reason: 'stopped_by_candidate' });
    const own = withInterview(talking, { phase: 'candidate_questions' });
    expect(endOf([key], own)).toEqual({ type: 'end', reason: 'completed' });
    expect(endOf([])).toEqual({ type: 'end', reason: 'completed' });
  });
});
