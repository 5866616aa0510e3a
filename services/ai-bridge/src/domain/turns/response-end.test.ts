import { describe, expect, it } from 'vitest';
import { audio, loud, play, prepared, start, still, types } from '../../../testing/play-hand-over.ts';
import type { PlayedInput } from '../../../testing/run-bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { apologise } from '../interview/settlement.ts';
import type { ModelTrouble } from '../losses/model-trouble.ts';
import type { ResponseStatus } from '../model-port.ts';

const talking = play(prepared, createBridgeState(start)).state;
const end = apologise;

function finished(status: ResponseStatus, trouble?: ModelTrouble): PlayedInput[] {
  return [
    { type: 'model.response_started', responseId: 'r' },
    {
      ...{ type: 'model.response_finished', responseId: 'r', status, toolCalls: [] },
      ...(trouble === undefined ? {} : { trouble }),
    },
  ];
}
const passing = (retryAfterMs: number | null): ModelTrouble => ({
  ...{ code: 'rate_limit_exceeded', kind: 'passing', retryAfterMs },
});
const asked = (effects: ReturnType<typeof play>['effects']) =>
  types(effects).filter((type) => type === 'model.respond').length;

describe('a response that fails', () => {
  it('for lack of room is asked for again when the provider says so, and the candidate is asked for a moment’s patience', () => {
    const failed = play(finished('failed', passing(2_000)), talking);
    expect(failed.effects).toContainEqual({ type: 'set_timer', name: 'ask_again', afterMs: 2_000 });
    expect(types(failed.effects)).toContain('link.waiting');
    expect(asked(failed.effects)).toBe(0);
    expect(asked(play([{ type: 'timer', name: 'ask_again' }], failed.state).effects)).toBe(1);
  });

  it('for lack of room does not end the interview when it is the fourth in a row, but the seventh does', () => {
    let state = talking;
    for (let failure = 1; failure <= 6; failure++) {
      const failed = play(finished('failed', passing(2_000)), state);
      expect(failed.effects).not.toContainEqual(end);
      state = play([{ type: 'timer', name: 'ask_again' }], failed.state).state;
    }
    expect(play(finished('failed', passing(2_000)), state).effects).toContainEqual(end);
  });

  it('is not delayed by more than ten seconds, whatever the provider asks', () => {
    expect(play(finished('failed', passing(60_000)), talking).effects).toContainEqual({
      ...{ type: 'set_timer', name: 'ask_again', afterMs: 10_000 },
    });
  });

  it('without a reason is tried again at once, and later ones after ever longer waits', () => {
    const first = play(finished('failed'), talking);
    expect(asked(first.effects)).toBe(1);
    const waits = [500, 1_000, 2_000];
    let { state } = first;
    for (const afterMs of waits) {
      const failed = play(finished('failed'), state);
      expect(failed.effects).toContainEqual({ type: 'set_timer', name: 'ask_again', afterMs });
      state = play([{ type: 'timer', name: 'ask_again' }], failed.state).state;
    }
  });

  it('for lack of money, a key or a model is not tried again', () => {
    const trouble: ModelTrouble = { code: 'insufficient_quota', kind: 'operator', retryAfterMs: null };
    const { effects } = play(finished('failed', trouble), talking);
    expect(effects).toContainEqual(end);
    expect(asked(effects)).toBe(0);
    expect(play([{ type: 'model.lost', trouble }], talking).effects).toEqual([end]);
  });

  it('and waits for the provider is not asked for sooner by a turn of the candidate', () => {
    const failed = play(finished('failed', passing(2_000)), talking).state;
    const turn: PlayedInput[] = [
      { type: 'model.speech_started', itemId: 'u', atMs: 0 },
      { type: 'model.speech_stopped', itemId: 'u', atMs: 900 },
      { type: 'model.item_added', itemId: 'u', previousItemId: null, speaker: 'candidate' },
    ];
    const spoken = play(turn, failed);
    expect(asked(spoken.effects)).toBe(0);
    expect(asked(play([{ type: 'timer', name: 'ask_again' }], spoken.state).effects)).toBe(1);
  });
});

/** The candidate begins or ends a turn. */
const begins: PlayedInput[] = [{ type: 'model.speech_started', itemId: 'u', atMs: 0 }];
const ends = (atMs: number): PlayedInput[] => [
  { type: 'model.speech_stopped', itemId: 'u', atMs },
  { type: 'model.item_added', itemId: 'u', previousItemId: null, speaker: 'candidate' },
];

describe('a response that is to be asked for again', () => {
  const waiting = play(finished('failed', passing(2_000)), talking).state;
  const askAgain: PlayedInput = { type: 'timer', name: 'ask_again' };

  it('waits for a candidate who has begun to speak, and is asked for at the end of their turn', () => {
    const speaking = play([...begins, askAgain], waiting);
    expect(asked(speaking.effects)).toBe(0);
    expect(asked(play(ends(900), speaking.state).effects)).toBe(1);
  });

  it('is not one that the candidate has cut off, unless only the operator can mend it', () => {
    const [started] = finished('failed');
    const cut = play([...(started ? [started] : []), ...begins, ...audio(600, loud)], talking);
    expect(types(cut.effects)).toContain('model.cancel');
    const over = play(finished('failed').slice(1), cut.state);
    expect(asked(over.effects)).toBe(0);
    expect(asked(play(ends(900), over.state).effects)).toBe(1);
    const later = play(finished('failed', passing(2_000)).slice(1), cut.state);
    expect(later.state.model.isAskingLater).toBe(false);
    const trouble: ModelTrouble = { code: 'insufficient_quota', kind: 'operator', retryAfterMs: null };
    expect(play(finished('failed', trouble).slice(1), cut.state).effects).toContainEqual(end);
  });

  it('is asked for if what the candidate began was a short sound that gets no answer', () => {
    const [started] = finished('failed');
    const held = play([...(started ? [started] : []), ...begins, ...audio(200, loud)], talking);
    const failed = play(finished('failed').slice(1), held.state);
    expect(asked(failed.effects)).toBe(0);
    expect(asked(play(audio(400, still), failed.state).effects)).toBe(1);
  });
});

describe('an empty response', () => {
  const greeted = play(
    [
      { type: 'model.response_started', responseId: 'g' },
      { type: 'model.audio', responseId: 'g', itemId: 'g', payload: 'AAAA', audioMs: 1_000 },
      { type: 'model.words', responseId: 'g', itemId: 'g', text: 'Welcome' },
      { type: 'model.response_finished', responseId: 'g', status: 'completed', toolCalls: [] },
      { type: 'call.heard', itemId: 'g', heardMs: 1_000, final: true },
    ],
    talking,
  ).state;
  const understood = (text: string): PlayedInput[] => [{ type: 'model.transcribed', itemId: 'u', text }];
  const said = (ms: number, text: string) =>
    play([...begins, ...audio(ms, loud), ...ends(ms), ...understood(text)], greeted).state;

  it('to a click or a cough is right: the candidate is awaited, and asked after the usual silence', () => {
    const answered = play(finished('completed'), said(200, ''));
    expect(asked(answered.effects)).toBe(0);
    expect(answered.state.floor.isCandidateAwaited).toBe(true);
    const prompted = play([{ type: 'timer', name: 'silence' }], answered.state);
    expect(asked(prompted.effects)).toBe(1);
    // The candidate did not cause that one.
    expect(asked(play(finished('completed'), prompted.state).effects)).toBe(1);
  });

  it.each([
    ['with words', said(200, 'Yes')],
    ['that was long', said(1_500, '')],
  ])('to a turn %s is asked for again', (_what, state) => {
    expect(asked(play(finished('completed'), state).effects)).toBe(1);
  });
});

describe('a response without any sound', () => {
  const written: PlayedInput[] = [
    { type: 'model.response_started', responseId: 'r' },
    { type: 'model.words', responseId: 'r', itemId: 'i', text: 'Only written' },
    { type: 'model.response_finished', responseId: 'r', status: 'completed', toolCalls: [] },
  ];
  it.each([
    ['written', written],
    ['empty', finished('completed')],
    ['cut off before its first audio', finished('incomplete')],
  ])('is asked for again, twice, and then the interview ends: %s', (_name, inputs) => {
    let state = talking;
    for (let attempt = 1; attempt <= 2; attempt++) {
      const silent = play(inputs, state);
      expect(asked(silent.effects)).toBe(1);
      expect(types(silent.effects)).toContain('model.tell');
      state = silent.state;
    }
    expect(play(inputs, state).effects).toContainEqual(end);
  });

  it('leaves nothing that is awaited, and no word on the record', () => {
    const { state, effects } = play(written, talking);
    expect(types(effects)).not.toContain('commit');
    expect([...state.conversation.turns.values()].every(({ settled }) => settled)).toBe(true);
  });

  it('with tool calls alone goes on, but not for ever', () => {
    let state = talking;
    let ended = 0;
    for (let round = 1; round <= 6 && ended === 0; round++) {
      const [started] = finished('completed');
      const step = play(
        [
          ...(started === undefined ? [] : [started]),
          {
            ...{ type: 'model.response_finished', responseId: 'r', status: 'completed' },
            toolCalls: [{ callId: `c${round}`, name: 'mark_covered', arguments: '{"id":"x"}' }],
          },
        ],
        state,
      );
      state = step.state;
      if (step.effects.includes(end)) ended = round;
    }
    expect(ended).toBe(5);
  });

  it('that the candidate has cut off is none of these', () => {
    const cut = finished('cancelled');
    expect(asked(play(cut, talking).effects)).toBe(0);
  });
});
