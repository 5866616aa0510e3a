import { describe, expect, it } from 'vitest';
import { startActor } from './actor.ts';

describe('an actor', () => {
  it('finishes one input with all its effects before the next, also for inputs that effects cause', () => {
    const trace: string[] = [];
    const actor = startActor<number, string, string>({
      state: 0,
      transition: (state, input) => [state + 1, [`${input}1`, `${input}2`]],
      perform: (effect, send) => {
        trace.push(effect);
        if (effect === 'a1') send('b');
      },
    });
    actor.send('a');
    expect(trace).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  it('handles nothing after it was stopped, and counts what came late', () => {
    const trace: string[] = [];
    const late: string[] = [];
    const actor = startActor<null, string, string>({
      state: null,
      transition: (state, input) => [state, [input]],
      perform: (effect) => {
        trace.push(effect);
        if (effect === 'last') actor.stop();
      },
      onLate: (input) => late.push(input),
    });
    actor.send('last');
    actor.send('late');
    expect({ trace, late }).toEqual({ trace: ['last'], late: ['late'] });
  });
});
