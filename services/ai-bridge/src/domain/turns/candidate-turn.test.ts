import { describe, expect, it } from 'vitest';
import { facts, play, quiet, sound, talking, turn, types } from '../../../testing/play-bridge.ts';
import type { PlayedInput } from '../../../testing/run-bridge.ts';

describe('a candidate’s turn', () => {
  const heardGreeting = play(
    [...turn('i1', 'r1', 'Hello'), { type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true }],
    talking,
  ).state;
  const spoken: PlayedInput[] = [
    { type: 'model.speech_started', itemId: 'c1', atMs: 2_500 },
    { type: 'model.speech_stopped', itemId: 'c1', atMs: 4_000 },
    { type: 'model.item_added', itemId: 'note', previousItemId: 'i1', speaker: null },
    { type: 'model.item_added', itemId: 'c1', previousItemId: 'note', speaker: 'candidate' },
  ];

  it('stands behind the turn before it, whatever lies between', () => {
    const { effects } = play(
      [...spoken, { type: 'model.transcribed', itemId: 'c1', text: 'I bake' }],
      heardGreeting,
    );
    expect(facts(effects)).toMatchObject([
      { text: 'I bake', previousItemId: 'i1', startedAtMs: 2_500, endedAtMs: 4_000, speaker: 'candidate' },
    ]);
  });

  it('is shown behind the last turn while it is being said, before the model has linked it', () => {
    const { effects } = play(
      [
        { type: 'model.speech_started', itemId: 'c1', atMs: 2_500 },
        { type: 'model.transcribing', itemId: 'c1', text: 'I ba' },
      ],
      heardGreeting,
    );
    expect(effects).toMatchObject([{ type: 'show', words: { text: 'I ba', previousItemId: 'i1' } }]);
  });

  it('stands as a visible gap if it was not understood', () => {
    const { effects } = play(
      [...spoken, { type: 'model.transcribed', itemId: 'c1', text: null }],
      heardGreeting,
    );
    expect(facts(effects)).toMatchObject([{ type: 'transcript.completed', text: '' }]);
  });

  it('stands as a visible gap if there were no words in it', () => {
    const { effects } = play(
      [...spoken, { type: 'model.transcribed', itemId: 'c1', text: '  ' }],
      heardGreeting,
    );
    expect(facts(effects)).toMatchObject([{ type: 'transcript.completed', itemId: 'c1', text: '' }]);
  });

  it('whose words come after the answer to it stands before that answer', () => {
    const answer: PlayedInput[] = [
      { type: 'model.response_started', responseId: 'r2' },
      { type: 'model.item_added', itemId: 'i2', previousItemId: 'c1', speaker: 'interviewer' },
      { type: 'model.words', responseId: 'r2', itemId: 'i2', text: 'Good' },
      { type: 'model.audio', responseId: 'r2', itemId: 'i2', payload: 'AAAA', audioMs: 1_000 },
      { type: 'model.audio_finished', responseId: 'r2', itemId: 'i2' },
      { type: 'model.response_finished', responseId: 'r2', status: 'completed', toolCalls: [] },
      { type: 'call.heard', itemId: 'i2', heardMs: 1_000, final: true },
    ];
    const { effects } = play(
      [...spoken, ...answer, { type: 'model.transcribed', itemId: 'c1', text: 'I bake' }],
      heardGreeting,
    );
    expect(facts(effects)).toMatchObject([
      { itemId: 'i2', previousItemId: 'c1' },
      { itemId: 'c1', previousItemId: 'i1', text: 'I bake' },
    ]);
    // Later reports of it change nothing.
    const late = play(
      [{ type: 'model.transcribed', itemId: 'c1', text: 'I cook' }],
      play([...spoken, { type: 'model.transcribed', itemId: 'c1', text: 'I bake' }], heardGreeting).state,
    );
    expect(facts(late.effects)).toEqual([]);
  });

  it('is timed by the candidate’s own loudness, without padding and without the silence that ends it', () => {
    const loudAt = (ms: number) => ms >= 2_800 && ms < 3_600;
    const audio = Array.from({ length: 100 }, (_, at) => 2_000 + at * 20).flatMap((ms) =>
      loudAt(ms) ? sound('c1', 20).slice(1) : quiet(20),
    );
    const [begun, ended, ...links] = spoken;
    if (!begun || !ended) throw new Error('no turn');
    const from = { ...heardGreeting, conversation: { ...heardGreeting.conversation, clockMs: 2_000 } };
    const { effects } = play(
      [
        ...audio,
        { ...begun, atMs: 500 } as PlayedInput,
        { ...ended, atMs: 1_900 } as PlayedInput,
        ...links,
        { type: 'model.transcribed', itemId: 'c1', text: 'I bake' },
      ],
      from,
    );
    expect(facts(effects)).toMatchObject([{ startedAtMs: 2_800, endedAtMs: 3_600 }]);
  });

  it('without a voice is not given the words that recognisers invent', () => {
    const noise: PlayedInput[] = [
      { type: 'model.speech_started', itemId: 'c1', atMs: 2_500 },
      { type: 'model.speech_stopped', itemId: 'c1', atMs: 3_500 },
      { type: 'model.transcribed', itemId: 'c1', text: 'Thank you for watching!' },
    ];
    expect(facts(play(noise, heardGreeting).effects)).toMatchObject([{ text: '' }]);
    const long = noise.map((input) =>
      input.type === 'model.speech_stopped' ? { ...input, atMs: 9_000 } : input,
    );
    expect(facts(play(long, heardGreeting).effects)).toMatchObject([{ text: 'Thank you for watching!' }]);
  });

  it.each([
    ['nothing', ' '],
    ['what recognisers invent', 'Thank you for watching!'],
  ])('without a loud sound, understood %s, has no length: no gap is shown', (_, text) => {
    const noise: PlayedInput[] = [...spoken, { type: 'model.transcribed', itemId: 'c1', text }];
    expect(facts(play(noise, heardGreeting).effects)).toMatchObject([
      { text: '', startedAtMs: 2_500, endedAtMs: 2_500 },
    ]);
    // A failed transcription still stands as a gap: words may have been said.
    const failed: PlayedInput[] = [...spoken, { type: 'model.transcribed', itemId: 'c1', text: null }];
    expect(facts(play(failed, heardGreeting).effects)).toMatchObject([
      { startedAtMs: 2_500, endedAtMs: 4_000 },
    ]);
  });

  it('that the end of the call breaks off is still transcribed', () => {
    const speaking = play([{ type: 'model.speech_started', itemId: 'c1', atMs: 2_500 }], heardGreeting);
    const { effects } = play([{ type: 'session.ended' }], speaking.state);
    expect(types(effects)).toEqual(['model.commit', 'set_timer']);
    // The model links the turn when it is committed. By then the bridge listens only to words.
    const { state } = play([{ type: 'session.ended' }], speaking.state);
    const said = play([{ type: 'model.transcribed', itemId: 'c1', text: 'I would' }], state);
    expect(facts(said.effects)).toMatchObject([{ text: 'I would', previousItemId: 'i1' }]);
  });

  it('is awaited when the session ends, but no longer than its limit', () => {
    const ending = play([...spoken, { type: 'session.ended' }], heardGreeting);
    expect(types(ending.effects)).not.toContain('leave');
    const late = play([{ type: 'model.transcribed', itemId: 'c1', text: 'bye' }], ending.state);
    expect(types(late.effects)).toEqual(['commit', 'leave']);
    // Words that do not come leave a gap.
    const never = play([{ type: 'timer', name: 'settle' }], ending.state);
    expect(types(never.effects)).toEqual(['commit', 'leave']);
    expect(facts(never.effects)[0]).toMatchObject({ type: 'transcript.completed', text: '' });
  });
});
