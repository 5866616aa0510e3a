import { describe, expect, it } from 'vitest';
import { facts, play, talking, turn, types } from '../../../testing/play-bridge.ts';

describe('an interviewer’s turn', () => {
  it('is on the record once all of it was heard', () => {
    const { effects } = play(
      [
        ...turn('i1', 'r1', 'What brings you here?'),
        { type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true },
      ],
      talking,
    );
    expect(facts(effects)).toMatchObject([{ type: 'transcript.completed', text: 'What brings you here?' }]);
  });

  it('shows its words as they are heard, not as they are generated', () => {
    const { effects } = play(
      [
        ...turn('i1', 'r1', 'one two three four five six'),
        { type: 'call.heard', itemId: 'i1', heardMs: 1_000, final: false },
      ],
      talking,
    );
    const [shown] = effects.flatMap((effect) => (effect.type === 'show' ? [effect.words.text] : []));
    expect(shown).toBe('one two three');
  });
});

describe('a response', () => {
  it('is never asked for while another one runs', () => {
    const running = play([{ type: 'model.response_started', responseId: 'r1' }], talking).state;
    const owed = play([{ type: 'timer', name: 'time_up' }], running);
    expect(types(owed.effects)).not.toContain('model.respond');
    const done = play(
      [{ type: 'model.response_finished', responseId: 'r1', status: 'cancelled', toolCalls: [] }],
      owed.state,
    );
    expect(types(done.effects)).toEqual(['model.respond']);
  });

  it('with nothing but a change of phase is continued', () => {
    const call = { callId: 'c', name: 'change_phase', arguments: '{"phase":"questions"}' };
    const { effects } = play(
      [{ type: 'model.response_finished', responseId: 'r', status: 'completed', toolCalls: [call] }],
      talking,
    );
    expect(facts(effects)).toEqual([{ type: 'interview.phase_changed', phase: 'questions' }]);
    // What it says next follows the instructions of that part.
    expect(types(effects)).toEqual([
      'commit',
      'model.configure',
      'set_timer',
      'model.answer_tool',
      'model.respond',
    ]);
  });

  it('with a tool that does not exist is told so', () => {
    const call = { callId: 'c', name: 'dial', arguments: '{}' };
    const { effects } = play(
      [{ type: 'model.response_finished', responseId: 'r', status: 'completed', toolCalls: [call] }],
      talking,
    );
    expect(effects[0]).toMatchObject({
      type: 'model.answer_tool',
      output: expect.stringContaining('no such tool'),
    });
  });
});
