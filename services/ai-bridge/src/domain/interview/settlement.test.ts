import { describe, expect, it } from 'vitest';
import { facts, play, talking, turn, types } from '../../../testing/play-bridge.ts';

describe('the end of the interview', () => {
  const endCall = { callId: 'c', name: 'end_interview', arguments: '{"reason":"completed"}' };
  const goodbye = turn('i1', 'r1', 'Goodbye').map((input) =>
    input.type === 'model.response_finished' ? { ...input, toolCalls: [endCall] } : input,
  );

  it('comes when the goodbye was heard to its end', () => {
    const said = play(goodbye, talking);
    expect(facts(said.effects)).toEqual([{ type: 'goodbye.started' }]);
    expect(types(said.effects)).not.toContain('end');
    const { effects } = play([{ type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true }], said.state);
    expect(effects.at(-1)).toEqual({ type: 'end', reason: 'completed' });
  });

  it('is not delayed by a candidate who speaks during the goodbye', () => {
    const said = play(goodbye, talking);
    const { effects } = play([{ type: 'call.audio', payload: 'AAAA', audioMs: 20 }], said.state);
    expect(effects).toEqual([]);
  });

  it('is forced when the time is up and the interviewer says no goodbye', () => {
    const { effects } = play([{ type: 'timer', name: 'time_up' }], talking);
    expect(types(effects)).toEqual(['model.tell', 'model.respond', 'set_timer']);
    expect(play([{ type: 'timer', name: 'hard_stop' }], talking).effects).toEqual([
      { type: 'end', reason: 'time_limit' },
    ]);
  });

  it('is asked for when the money for the call is spent', () => {
    const { effects } = play([{ type: 'session.overspent' }], talking);
    expect(effects[0]).toMatchObject({ type: 'model.tell', text: expect.stringContaining('goodbye') });
    expect(types(effects)).toContain('model.respond');
  });

  it('settles the unfinished turn as interrupted where it stopped, then lets go', () => {
    const half = play(
      [
        ...turn('i1', 'r1', 'one two three four five six'),
        { type: 'call.heard', itemId: 'i1', heardMs: 1_000, final: false },
      ],
      talking,
    );
    const { effects } = play([{ type: 'session.ended' }], half.state);
    expect(facts(effects)).toMatchObject([{ type: 'transcript.interrupted', text: 'one two three' }]);
    expect(effects.at(-1)).toEqual({ type: 'leave', reason: 'session ended' });
  });
});
