import { phaseDeadline } from '@ringback/shared/session/phase-limits';
import { describe, expect, it } from 'vitest';
import { facts, play, talking, turn } from '../../../testing/play-bridge.ts';
import type { PlayedInput } from '../../../testing/run-bridge.ts';

const endCall = { callId: 'c', name: 'end_interview', arguments: '{"reason":"completed"}' };

/** A goodbye of ten seconds. */
const goodbye = turn('i1', 'r1', 'Goodbye').map((input): PlayedInput => {
  if (input.type === 'model.response_finished') return { ...input, toolCalls: [endCall] };
  return input.type === 'model.audio' ? { ...input, audioMs: 10_000 } : input;
});
const heard = (heardMs: number): PlayedInput => ({ type: 'call.heard', itemId: 'i1', heardMs, final: false });

describe('a long goodbye', () => {
  it('begins the last phase only when the rest of it can be heard within that phase', () => {
    const said = play(goodbye, talking);
    const early = play([heard(3_900)], said.state);
    expect(facts([...said.effects, ...early.effects])).toEqual([]);
    const { effects } = play([heard(4_100)], early.state);
    expect(facts(effects)).toEqual([{ type: 'goodbye.started' }]);
  });

  it('has as long as the record gives its phase, and then ends the interview', () => {
    const { state, effects } = play([heard(4_100)], play(goodbye, talking).state);
    const afterMs = phaseDeadline('ending', 0, { lengthMinutes: 15, via: 'phone' });
    expect(effects).toContainEqual({ type: 'set_timer', name: 'goodbye', afterMs });
    expect(play([{ type: 'timer', name: 'goodbye' }], state).effects).toEqual([
      { type: 'end', reason: 'completed' },
    ]);
  });
});
