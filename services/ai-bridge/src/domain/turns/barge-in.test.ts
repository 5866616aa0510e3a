import { describe, expect, it } from 'vitest';
import { facts, play, quiet, sound, talking, turn, types } from '../../../testing/play-bridge.ts';
import type { PlayedInput } from '../../../testing/run-bridge.ts';
import { withInterview, withModel } from '../bridge-state.ts';

describe('a barge-in', () => {
  const speaking = play(
    [
      ...turn('i1', 'r1', 'one two three four five six'),
      { type: 'call.heard', itemId: 'i1', heardMs: 1_000, final: false },
    ],
    talking,
  ).state;
  const bargedIn = play(
    [
      ...turn('i1', 'r1', 'one two three four five six'),
      { type: 'call.heard', itemId: 'i1', heardMs: 1_000, final: false },
      ...sound('c1', 600),
    ],
    talking,
  );

  it('clears the phone, even long after generation has finished', () => {
    expect(types(bargedIn.effects)).toContain('link.clear');
    expect(types(bargedIn.effects)).not.toContain('model.truncate');
  });

  it('tells the model what was heard, and cuts the record there', () => {
    const { effects } = play([{ type: 'call.cleared', itemId: 'i1', heardMs: 1_000.4 }], bargedIn.state);
    expect(effects[0]).toEqual({ type: 'model.truncate', itemId: 'i1', heardMs: 1_000 });
    expect(facts(effects)).toMatchObject([
      { type: 'transcript.interrupted', text: 'one two three', heardMs: 1_000 },
    ]);
  });

  it('never tells the model of more audio than there was', () => {
    const { effects } = play([{ type: 'call.cleared', itemId: 'i1', heardMs: 9_000 }], bargedIn.state);
    expect(effects[0]).toMatchObject({ heardMs: 2_000 });
  });

  it('drops whatever still arrives of the response that was cut off', () => {
    const { effects } = play(
      [
        { type: 'model.audio', responseId: 'r1', itemId: 'i1', payload: 'AAAA', audioMs: 100 },
        { type: 'model.words', responseId: 'r1', itemId: 'i1', text: 'late' },
      ],
      bargedIn.state,
    );
    expect(types(effects)).toEqual(['stale', 'stale']);
  });

  it('leaves no trace of an item of which nothing was heard', () => {
    const behind = play([...turn('i2', 'r1', 'and seven'), ...sound('c1', 600)], speaking);
    const { effects } = play([{ type: 'call.cleared', itemId: 'i1', heardMs: 1_000 }], behind.state);
    expect(effects).toContainEqual({ type: 'model.truncate', itemId: 'i2', heardMs: 0 });
    expect(facts(effects)).toMatchObject([{ type: 'transcript.interrupted', itemId: 'i1' }]);
  });

  it('during a sentence that has stalled keeps what was heard, though nothing is playing any more', () => {
    const { effects } = play([{ type: 'call.cleared', itemId: null, heardMs: 0 }], bargedIn.state);
    expect(effects[0]).toEqual({ type: 'model.truncate', itemId: 'i1', heardMs: 1_000 });
    expect(facts(effects)).toMatchObject([
      { type: 'transcript.interrupted', text: 'one two three', heardMs: 1_000 },
    ]);
  });

  it('makes the phone fall silent at the first sound, and drops nothing before it is sure', () => {
    const { effects } = play(sound('c1', 400), speaking);
    const told = types(effects).filter((type) => type.startsWith('link'));
    expect(told).toEqual(['link.hold']);
  });

  it('is not made by a short sound: the sentence goes on, and the sound gets no answer', () => {
    const { state, effects } = play([...sound('c1', 400), ...quiet(320)], speaking);
    expect(types(effects).filter((type) => type.startsWith('link'))).toEqual(['link.hold', 'link.unhold']);
    const after = play(
      [
        { type: 'model.speech_stopped', itemId: 'c1', atMs: 900 },
        { type: 'model.item_added', itemId: 'c1', previousItemId: 'i1', speaker: 'candidate' },
        { type: 'model.transcribed', itemId: 'c1', text: 'Mm-hm.' },
      ],
      state,
    );
    expect(types(after.effects)).toEqual(['commit']);
  });

  it('by one word that is more than "I am listening" comes when the word is understood', () => {
    const { state } = play([...sound('c1', 400), ...quiet(320)], speaking);
    const { effects } = play([{ type: 'model.transcribed', itemId: 'c1', text: 'Stop!' }], state);
    expect(types(effects)).toEqual(['commit', 'link.clear', 'model.respond']);
  });

  describe('by a short sound near the end of the question', () => {
    /**
     * How much of the question is left when the sound is noticed, how long the sound lasts, and when its turn becomes
     * known.
     */
    const said = (
      leftMs: number,
      soundMs: number,
      made: PlayedInput[] = turn('i1', 'r1', 'Do you bake?'),
    ) => {
      const heard = { type: 'call.heard', itemId: 'i1', heardMs: 2_000 - leftMs, final: false } as const;
      const contested = play([...made, heard, ...sound('c1', soundMs), ...quiet(320)], talking);
      const rest = { type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true } as const;
      const taken = play(
        [
          { type: 'model.speech_stopped', itemId: 'c1', atMs: 900 },
          { type: 'model.item_added', itemId: 'c1', previousItemId: 'i1', speaker: 'candidate' },
          rest,
          { type: 'model.transcribed', itemId: 'c1', text: 'Yes.' },
        ],
        contested.state,
      );
      const links = types(contested.effects).filter((type) => type === 'link.hold' || type === 'link.unhold');
      expect(links).toEqual(['link.hold', 'link.unhold']);
      return types(taken.effects).includes('model.respond');
    };

    it.each([
      [300, 300],
      [200, 240],
      [100, 100],
      [500, 300],
      [700, 440],
    ])('with %i ms left, and %i ms long, is the answer to it', (leftMs, soundMs) => {
      expect(said(leftMs, soundMs)).toBe(true);
    });

    it.each([
      [1_000, 300],
      [1_000, 480],
      [900, 300],
      [950, 440],
    ])('with %i ms left, and %i ms long, is a "yes" of listening', (leftMs, soundMs) => {
      expect(said(leftMs, soundMs)).toBe(false);
    });

    it('is judged by where it ends, at fifty places and lengths', () => {
      const lefts = [80, 160, 260, 340, 420, 560, 680, 820, 900, 980];
      const lengths = [100, 180, 260, 360, 460];
      const wrong = lefts.flatMap((leftMs) =>
        lengths
          .filter((soundMs) => said(leftMs, soundMs) !== leftMs - soundMs <= 300)
          .map((soundMs) => `${soundMs} ms, ${leftMs} ms before the end`),
      );
      expect(wrong).toEqual([]);
    });

    it('is one of listening while the length of the question is not known', () => {
      expect(said(200, 300, turn('i1', 'r1', 'Do you bake?').slice(0, -2))).toBe(false);
    });

    it('is the answer even if the question’s audio ends with silence', () => {
      const silence = Buffer.alloc(4_800, 0xff).toString('base64');
      const made = turn('i1', 'r1', 'Do you bake?').flatMap((input): PlayedInput[] =>
        input.type === 'model.audio'
          ? [
              { ...input, audioMs: 1_400 },
              { ...input, audioMs: 600, payload: silence },
            ]
          : [input],
      );
      expect(said(900, 300, made)).toBe(true);
      expect(said(1_000, 60, made)).toBe(false);
    });

    it('is answered at once if its turn is known before the quiet that makes it a short one', () => {
      const heard = { type: 'call.heard', itemId: 'i1', heardMs: 1_800, final: false } as const;
      const { effects } = play(
        [
          ...turn('i1', 'r1', 'Do you bake?'),
          heard,
          ...sound('c1', 300),
          { type: 'model.item_added', itemId: 'c1', previousItemId: 'i1', speaker: 'candidate' },
        ],
        talking,
      );
      expect(types(effects).slice(-2)).toEqual(['link.unhold', 'model.respond']);
    });
  });

  it.each([
    ['de', 'Genau.', 'Nein.'],
    ['es', 'Claro.', 'No.'],
    ['fr', 'Oui.', 'Non.'],
    ['it', 'Certo.', 'No.'],
    ['nl', 'Ja.', 'Nee.'],
    ['pt', 'Sim.', 'Não.'],
    ['ru', 'Да.', 'Нет.'],
  ])('in %s: %j lets the interviewer go on, %j does not', (language, listening, meant) => {
    const state = withInterview(speaking, {
      jobConfiguration: { ...speaking.interview.jobConfiguration, language },
    });
    const aside = play([...sound('c1', 400), ...quiet(320)], state).state;
    const after = (text: string) =>
      types(play([{ type: 'model.transcribed', itemId: 'c1', text }], aside).effects);
    expect(after(listening)).toEqual(['commit']);
    expect(after(meant)).toEqual(['commit', 'link.clear', 'model.respond']);
  });

  it('does not happen in the first second of the greeting', () => {
    const greeting = play(turn('i1', 'r1', 'one two three'), talking).state;
    expect(types(play(sound('c1', 900), greeting).effects)).not.toContain('link.hold');
  });

  it('during a response that is still being made cancels it, once', () => {
    const making = play(turn('i2', 'r2', 'more words to say').slice(0, -2), speaking).state;
    const cut = play(sound('c1', 900), making);
    expect(cut.effects.filter(({ type }) => type === 'model.cancel')).toEqual([
      { type: 'model.cancel', responseId: 'r2' },
    ]);
    // The candidate's words are answered once the cancelled response is out of the way.
    const taken = play(
      [{ type: 'model.item_added', itemId: 'c1', previousItemId: 'i2', speaker: 'candidate' }],
      cut.state,
    );
    expect(types(taken.effects)).not.toContain('model.respond');
    const done = play(
      [{ type: 'model.response_finished', responseId: 'r2', status: 'cancelled', toolCalls: [] }],
      taken.state,
    );
    expect(types(done.effects)).toEqual(['model.respond']);
  });

  it('before a response has begun makes it unwelcome, and asks for no second one in the meantime', () => {
    const cut = play(sound('c1', 900), withModel(speaking, { response: { phase: 'asked' } }));
    const taken = play(
      [{ type: 'model.item_added', itemId: 'c1', previousItemId: 'i1', speaker: 'candidate' }],
      cut.state,
    );
    expect(types(taken.effects)).toEqual([]);
    const { effects } = play([{ type: 'model.response_started', responseId: 'r9' }], taken.state);
    expect(types(effects)).toEqual(['model.cancel']);
  });

  it('does nothing if everything was heard', () => {
    const heard = play(
      [...turn('i1', 'r1', 'Hello'), { type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true }],
      talking,
    );
    const { effects } = play([{ type: 'model.speech_started', itemId: 'c1', atMs: 0 }], heard.state);
    expect(effects).toEqual([]);
  });
});
