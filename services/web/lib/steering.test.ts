import type { SessionView } from '@ringback/shared/contract/session-view';
import { describe, expect, it } from 'vitest';
import { evolveSteering, type Steering, type SteeringChange, steerable } from './steering.ts';

type Told = NonNullable<SessionView['steering']>;
const told = (changed: Partial<Told> = {}): SteeringChange => ({
  type: 'told',
  steering: { asked: 41, kind: 'repeat', by: 'page', outcome: 'done', at: 1, ...changed },
});
const taken = (revision = 41): SteeringChange => ({
  type: 'acknowledged',
  result: { outcome: 'ok', revision },
});
const after = (...changes: readonly SteeringChange[]) =>
  changes.reduce<Steering>(evolveSteering, { phase: 'idle' });
const asked = { type: 'asked', kind: 'repeat' } as const;

describe('what a page has asked of the interviewer', () => {
  it('is done when the interviewer says so, whether that comes before the acknowledgement or after it', () => {
    expect(after(asked)).toEqual({ phase: 'asked', kind: 'repeat', revision: null });
    expect(after(asked, taken(), told())).toEqual({ phase: 'done', kind: 'repeat', by: 'page' });
    expect(after(asked, told())).toMatchObject({ phase: 'asked' });
    expect(after(asked, told(), taken(), told())).toMatchObject({ phase: 'done' });
  });

  it('is not taken for done when another page’s was, or an earlier one of its own', () => {
    expect(after(asked, taken(), told({ asked: 38 }))).toMatchObject({ phase: 'asked', revision: 41 });
    expect(after(asked, taken(), told({ asked: null, by: 'key' }))).toMatchObject({ phase: 'asked' });
  });

  it.each(['not_speaking', 'goodbye', 'not_now', 'late', 'not_known', 'not_in_exam'] as const)(
    'is refused by the interviewer, with the word %s',
    (outcome) => {
      expect(after(asked, taken(), told({ outcome }))).toEqual({
        ...{ phase: 'refused', kind: 'repeat', why: outcome },
      });
    },
  );

  it.each([
    [{ outcome: 'illegal', reason: 'too_often' }, 'too_often'],
    [{ outcome: 'illegal', reason: 'not_begun' }, 'not_begun'],
    // A coach, and a word of a newer gateway.
    [{ outcome: 'illegal' }, 'not_known'],
    [{ outcome: 'illegal', reason: 'asleep' }, 'not_known'],
    [{ outcome: 'stale' }, 'over'],
    [{ outcome: 'unanswered' }, 'unanswered'],
  ] as const)('is refused by the gateway: %o says %s', (result, why) => {
    const refused = after(asked, { type: 'acknowledged', result });
    expect(refused).toEqual({ phase: 'refused', kind: 'repeat', why });
  });

  it('is given up when no interviewer answers, as an older one does not', () => {
    expect(after(asked, taken(), { type: 'waited' })).toMatchObject({ phase: 'refused', why: 'unanswered' });
    expect(after({ type: 'waited' })).toEqual({ phase: 'idle' });
  });

  it('is one thing at a time', () => {
    const other = { type: 'asked', kind: 'skip_ahead' } as const;
    expect(after(asked, other)).toMatchObject({ kind: 'repeat' });
    expect(after(asked, taken(), told(), other)).toMatchObject({ phase: 'asked', kind: 'skip_ahead' });
  });
});

it('what was asked by key is shown too, and what another version asks is not', () => {
  expect(after(told({ asked: null, by: 'key' }))).toEqual({ phase: 'done', kind: 'repeat', by: 'key' });
  expect(after(told({ asked: null, by: 'key', kind: 'hum' }))).toEqual({ phase: 'idle' });
  expect(after(told())).toEqual({ phase: 'idle' });
});

it('can be asked while the interview is on, and only what this gateway passes on', () => {
  const view = (phase: SessionView['phase']) => ({ phase }) as SessionView;
  expect(steerable(view('active'), ['skip_ahead', 'hum'])).toEqual(['skip_ahead']);
  const study = { ...view('active'), interviewMode: 'study' };
  expect(steerable(study, ['hint', 'repeat'])).toEqual(['repeat', 'hint']);
  expect(steerable(view('active'), ['hint', 'repeat'])).toEqual(['repeat']);
  expect(steerable(view('active'), [])).toEqual([]);
  expect(steerable(view('ending'), ['skip_ahead'])).toEqual([]);
  expect(steerable(null, ['skip_ahead'])).toEqual([]);
});
