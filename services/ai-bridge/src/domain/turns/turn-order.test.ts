import { describe, expect, it } from 'vitest';
import { audio, item, loud, play, still, takenUp, types } from '../../../testing/play-hand-over.ts';
import type { PlayedEffect, PlayedInput } from '../../../testing/run-bridge.ts';

describe('a turn whose words were not known when its bridge was lost', () => {
  // At ten seconds: the candidate spoke from 6 to 7 s, and the answer has been audible since 8 s.
  const greeted = [item('i1', 'interviewer', 'Hello', 0)];
  const answer = {
    ...{
      itemId: 'i2',
      text: 'one two three four',
      audioMs: 4_000,
      heardMs: 2_000,
      playing: true,
      whole: true,
    },
    ...{ startedAgoMs: 2_000, interrupted: false },
  };
  const resume: PlayedInput = { type: 'call.resumed', items: [answer], callerMs: 5_000 };
  const behind = [...audio(1_000, still), ...audio(1_000, loud), ...audio(3_000, still)];
  const handedOver = play([resume, ...behind], takenUp(greeted).state);
  // The model's clock begins with the audio that it is given, at 5 s of the call.
  const spoken: PlayedInput[] = [
    { type: 'model.speech_started', itemId: 'c1', atMs: 1_000 },
    { type: 'model.speech_stopped', itemId: 'c1', atMs: 2_000 },
    { type: 'model.item_added', itemId: 'c1', previousItemId: 'i1', speaker: 'candidate' },
  ];
  const words: PlayedInput = { type: 'model.transcribed', itemId: 'c1', text: 'I bake' };
  const heardOut: PlayedInput = { type: 'call.heard', itemId: 'i2', heardMs: 4_000, final: true };
  const order = (effects: readonly PlayedEffect[]) =>
    effects.flatMap((effect) =>
      effect.type === 'commit' && effect.fact.type.startsWith('transcript.')
        ? [effect.fact as { itemId: string; previousItemId: string | null }]
        : [],
    );

  it('does not cut off the answer that it already has, and gets no second one', () => {
    const { effects } = play([...spoken, words], handedOver.state);
    expect(
      types([...handedOver.effects, ...effects]).filter((type) => /hold|clear|respond/.test(type)),
    ).toEqual(['link.unhold']);
  });

  it('stands before that answer, whichever of the two is on the record first', () => {
    expect(order(play([...spoken, words, heardOut], handedOver.state).effects)).toMatchObject([
      { itemId: 'c1', previousItemId: 'i1' },
      { itemId: 'i2', previousItemId: 'c1' },
    ]);
    // A view puts an item right behind its predecessor, so the later one of the two comes to stand before.
    expect(order(play([heardOut, ...spoken, words], handedOver.state).effects)).toMatchObject([
      { itemId: 'i2', previousItemId: 'i1' },
      { itemId: 'c1', previousItemId: 'i1', startedAtMs: 6_000, endedAtMs: 7_000 },
    ]);
  });

  it('stands before that answer for the model, too', () => {
    const { state } = play([...spoken, words, heardOut], handedOver.state);
    const { effects } = play([{ type: 'timer', name: 'silence' }], state);
    expect(effects.find(({ type }) => type === 'model.replay')).toMatchObject({
      itemId: 'i2',
      previousItemId: 'c1',
    });
  });

  it('is answered if the answer had not been heard', () => {
    const { state } = play([{ ...resume, items: [] }, ...behind], takenUp(greeted).state);
    const { effects } = play([...spoken, words], state);
    expect(types(effects).filter((type) => type === 'model.respond')).toHaveLength(1);
  });

  it('that comes after it is what the candidate says next: the order of all three holds', () => {
    const next: PlayedInput[] = [
      { type: 'model.speech_started', itemId: 'c2', atMs: 8_000 },
      { type: 'model.speech_stopped', itemId: 'c2', atMs: 9_000 },
      { type: 'model.item_added', itemId: 'c2', previousItemId: 'c1', speaker: 'candidate' },
      { type: 'model.transcribed', itemId: 'c2', text: 'Yes' },
    ];
    const { effects } = play([...spoken, words, heardOut, ...audio(4_000, still), ...next], handedOver.state);
    expect(order(effects).at(-1)).toMatchObject({ itemId: 'c2', previousItemId: 'i2' });
  });
});
