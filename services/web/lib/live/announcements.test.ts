import { describe, expect, it } from 'vitest';
import type { SoundSituation } from '../sound-situation.ts';
import { en } from '../words/en.ts';
import { type Told, toAnnouncements } from './announcements.ts';

const calm: Told = {
  status: 'Connected.',
  isEnded: false,
  interviewPhase: 'Questions',
  situation: { type: 'well' },
  isBehind: false,
  receipt: { state: 'received', text: 'Your interviewer knows: Nurse, 5 minutes' },
  coaches: 0,
  gap: null,
};
const cut = (lostInMs: number, isOffline = true): SoundSituation => ({
  type: 'cut_off',
  isOffline,
  lostAt: 1,
  lostInMs,
});
const said = (before: Told | null, now: Told) => toAnnouncements(en, before, now);
const polite = (text: string) => [{ text, urgency: 'polite' }];
const urgent = (text: string) => [{ text, urgency: 'assertive' }];

describe('what is spoken of a call', () => {
  it('is its status at first, and nothing while nothing changes', () => {
    expect(said(null, { ...calm, interviewPhase: '', status: 'Ringing: Pick up your phone.' })).toEqual(
      polite('Ringing: Pick up your phone.'),
    );
    expect(said(calm, { ...calm })).toEqual([]);
  });

  it('is each change of phase', () => {
    expect(said(calm, { ...calm, interviewPhase: 'Your questions' })).toEqual(polite('Your questions.'));
  });

  it('is an alarm once, however the countdown goes on, and that it is well again', () => {
    const away = { ...calm, situation: cut(12_000), isBehind: true };
    expect(said(calm, away)).toEqual(urgent('You are offline.'));
    expect(said(away, { ...away, situation: cut(8_000) })).toEqual([]);
    expect(said(away, { ...away, situation: cut(8_000, false), isBehind: false })).toEqual([
      ...urgent('The sound was cut off. Connecting it again …'),
      ...polite('Connected again.'),
    ]);
    expect(said(away, calm)).toEqual(polite('The sound is back. Connected again.'));
  });

  it('is no alarm and no relief at the end', () => {
    const ended = { ...calm, status: 'Ended: you hung up.', isEnded: true, interviewPhase: '' };
    expect(said({ ...calm, situation: cut(1_000), coaches: 1 }, ended)).toEqual(
      polite('Ended: you hung up.'),
    );
  });

  it('is a status once: not again without its advice, and no receipt whose tense the end has changed', () => {
    const readied = { ...calm, status: 'Connected: Your interviewer is getting ready.' };
    expect(said(readied, calm)).toEqual([]);
    const over = { state: 'received', text: 'Your interviewer knew: Nurse, 5 minutes' } as const;
    const ended = { ...calm, status: 'Ended: you hung up.', isEnded: true, receipt: over };
    expect(said(calm, ended)).toEqual(polite('Ended: you hung up.'));
  });

  it('is that the interviewer has read a change, and that a coach has come or gone', () => {
    const read = { state: 'received', text: 'Your interviewer knows: Nurse, 10 minutes' } as const;
    const told = { ...calm, receipt: { ...read, state: 'changing' as const } };
    expect(said(calm, told)).toEqual([]);
    expect(
      said({ ...told, receipt: { state: 'changing', text: 'is being told' } }, { ...calm, receipt: read }),
    ).toEqual(polite('Your interviewer knows: Nurse, 10 minutes.'));
    expect(said(calm, { ...calm, coaches: 1 })).toEqual(polite('A coach is reading along.'));
    expect(said({ ...calm, coaches: 1 }, calm)).toEqual(polite('No coach is reading along any more.'));
  });

  it('tells a second tab what it is', () => {
    expect(said(calm, { ...calm, situation: { type: 'elsewhere', where: 'another_tab' } })).toEqual(
      polite('You are watching. The sound of this call is in another tab.'),
    );
  });
});
