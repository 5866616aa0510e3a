import { mostSteerings, steeringKinds, steeringLateMs } from '@ringback/shared/contract/steering';
import { describe, expect, it } from 'vitest';
import { facts, play, quiet, sound, talking, turn, types } from '../../../testing/play-bridge.ts';
import type { PlayedEffect, PlayedInput } from '../../../testing/run-bridge.ts';
import { withEnding } from '../bridge-state.ts';

const asks = (kind: string, asked = 7, ageMs = 40): PlayedInput => ({
  ...{ type: 'session.steered', asked, kind, ageMs },
});
const heard = (heardMs: number, final = false): PlayedInput => ({
  ...{ type: 'call.heard', itemId: 'i1', heardMs, final },
});
const speaking = play([...turn('i1', 'r1', 'one two three four five six'), heard(1_000)], talking).state;
const waiting = play([heard(2_000, true)], speaking).state;
const answers = (effects: readonly PlayedEffect[]) =>
  facts(effects).flatMap((fact) => (fact.type === 'steering.answered' ? [fact.outcome] : []));
const notes = (effects: readonly PlayedEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'model.tell' ? [effect.text] : []));

describe('skip ahead', () => {
  const cut = play([asks('skip_ahead')], speaking);

  it('silences the phone at once, and asks the model for nothing', () => {
    expect(types(cut.effects)).toEqual(['link.clear', 'model.tell', 'commit']);
    expect(facts(cut.effects)).toEqual([
      { type: 'steering.answered', asked: 7, kind: 'skip_ahead', by: 'page', outcome: 'done' },
    ]);
  });

  it('leaves on the record what was heard, and tells the model so', () => {
    const { effects } = play([{ type: 'call.cleared', itemId: 'i1', heardMs: 1_000 }], cut.state);
    expect(effects[0]).toEqual({ type: 'model.truncate', itemId: 'i1', heardMs: 1_000 });
    expect(facts(effects)).toMatchObject([
      { type: 'transcript.interrupted', text: 'one two three', heardMs: 1_000 },
    ]);
  });

  it('gives the candidate as long as a question does, before anything is said', () => {
    expect(cut.effects).toContainEqual({ type: 'set_timer', name: 'silence', afterMs: 12_000 });
    const thinking = play(
      [{ type: 'call.cleared', itemId: 'i1', heardMs: 1_000 }, ...quiet(11_000)],
      cut.state,
    );
    expect(types(thinking.effects)).not.toContain('model.respond');
    const silent = play([{ type: 'timer', name: 'silence' }], thinking.state);
    expect(types(silent.effects)).toContain('model.respond');
  });

  it('is answered by the interviewer once the candidate has spoken', () => {
    const { effects } = play(
      [
        { type: 'call.cleared', itemId: 'i1', heardMs: 1_000 },
        ...sound('c1', 900),
        { type: 'model.speech_stopped', itemId: 'c1', atMs: 900 },
        { type: 'model.item_added', itemId: 'c1', previousItemId: 'i1', speaker: 'candidate' },
      ],
      cut.state,
    );
    expect(types(effects)).toContain('model.respond');
  });

  it('cancels a response that is still being made', () => {
    const making = play(turn('i1', 'r1', 'one two').slice(0, 4), talking).state;
    expect(types(play([asks('skip_ahead')], making).effects)).toContain('model.cancel');
  });

  it('is refused when the interviewer is not speaking', () => {
    const { effects } = play([asks('skip_ahead')], waiting);
    expect(types(effects)).toEqual(['stale', 'commit']);
    expect(answers(effects)).toEqual(['not_speaking']);
  });
});

describe('what a page asks', () => {
  it.each([
    ['repeat', /repeat your last question/],
    ['skip_question', /next point of the plan/],
  ] as const)('%s is what the key asks: the same cut, note and response', (kind, note) => {
    const byPage = play([asks(kind)], speaking);
    const byKey = play([{ type: 'call.key', digit: kind === 'repeat' ? '*' : '#' }], speaking);
    expect(types(byPage.effects)).toEqual(['link.clear', 'model.tell', 'model.respond', 'commit']);
    expect(types(byKey.effects)).toEqual(types(byPage.effects));
    expect(notes(byKey.effects)).toEqual(notes(byPage.effects));
    expect(notes(byPage.effects)[0]).toMatch(note);
    expect(facts(byKey.effects)).toEqual([
      { type: 'steering.answered', asked: null, kind, by: 'key', outcome: 'done' },
    ]);
  });

  it.each(steeringKinds)(
    '%s changes nothing once the goodbye is due, or while no word can be heard',
    (kind) => {
      const refused = (state: typeof speaking) => {
        const { effects } = play([asks(kind)], state);
        expect(types(effects)).toEqual(['stale', 'commit']);
        return answers(effects)[0];
      };
      expect(refused(withEnding(speaking, { isSayingGoodbye: true }))).toBe('goodbye');
      expect(refused(withEnding(speaking, { isOrdered: true }))).toBe('goodbye');
      expect(refused({ ...speaking, phase: 'leaving' })).toBe('goodbye');
      expect(refused({ ...speaking, phase: 'ready' })).toBe('not_now');
      expect(refused(play([{ type: 'call.lost' }], speaking).state)).toBe('not_now');
    },
  );

  it('is answered once, however often the log is read', () => {
    const twice = play([asks('repeat', 7), asks('repeat', 7), asks('repeat', 6)], speaking);
    expect(answers(twice.effects)).toEqual(['done']);
    expect(notes(twice.effects)).toHaveLength(1);
    expect(answers(play([asks('repeat', 8)], twice.state).effects)).toEqual(['done']);
  });

  it('is not done to a later sentence than was meant', () => {
    expect(answers(play([asks('skip_ahead', 7, steeringLateMs)], speaking).effects)).toEqual(['done']);
    const { effects } = play([asks('skip_ahead', 7, steeringLateMs + 1)], speaking);
    expect(answers(effects)).toEqual(['late']);
    expect(types(effects)).toEqual(['stale', 'commit']);
  });

  it('by a word of another version is refused and counted', () => {
    const { effects } = play([asks('whistle')], speaking);
    expect(effects[0]).toEqual({ type: 'stale', kind: 'steering_not_known' });
    expect(facts(effects)).toMatchObject([{ kind: 'whistle', outcome: 'not_known' }]);
  });
});

it('keys that are pressed without end fill no log, and are still obeyed', () => {
  const pressed = play(
    Array.from({ length: mostSteerings + 5 }, () => ({ type: 'call.key', digit: '*' }) as const),
    speaking,
  );
  expect(answers(pressed.effects)).toHaveLength(mostSteerings);
  expect(notes(pressed.effects)).toHaveLength(mostSteerings + 5);
  // The page waits for its answer, and the gateway has limited it.
  expect(answers(play([asks('repeat')], pressed.state).effects)).toEqual(['done']);
});

it('what the page has asked leaves room for keys', () => {
  const asked = play(
    Array.from({ length: mostSteerings + 5 }, (_, index) => asks('repeat', index + 1)),
    speaking,
  );
  expect(answers(asked.effects)).toHaveLength(mostSteerings + 5);
  expect(answers(play([{ type: 'call.key', digit: '*' }], asked.state).effects)).toEqual(['done']);
});
