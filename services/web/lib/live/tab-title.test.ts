import type { SessionView } from '@ringback/shared/contract/session-view';
import { describe, expect, it } from 'vitest';
import { en } from '../words/en.ts';
import { toMinutesLeft, toTabTitle } from './tab-title.ts';

describe('the title of the tab', () => {
  const view = { jobConfiguration: { jobTitle: 'Ward Nurse' } } as SessionView;
  const title = (icon: 'ringing' | 'connected', elapsedMs: number | null) =>
    toTabTitle(en, view, { status: { word: 'Ringing', detail: '', icon }, elapsedMs });

  it('has the state, or the time while the interview is on', () => {
    expect(title('ringing', null)).toBe('Ringing – Interview: Ward Nurse');
    expect(title('connected', 151_000)).toBe('● 2:31 Interview: Ward Nurse');
    expect(title('connected', null)).toBe('Ringing – Interview: Ward Nurse');
  });
});

it.each([
  [0, 5, 5],
  [151_000, 5, 2],
  [149_000, 5, 3],
  [241_000, 5, 0],
  [300_000, 5, null],
] as const)('after %i ms of %i minutes, %s are left', (elapsedMs, lengthMinutes, left) => {
  expect(toMinutesLeft(elapsedMs, lengthMinutes)).toBe(left);
});
