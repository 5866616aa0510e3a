import type { Connection } from '@ringback/shared/client/return-plan';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { describe, expect, it } from 'vitest';
import type { LiveState } from './live-state.ts';
import { toCutWords } from './session-words.ts';
import { stoppedAtOf, toPromiseWords, toSoundSituation } from './sound-situation.ts';
import { en } from './words/en.ts';

const reattachMs = 20_000;
const cutAt = 1_000_000;
const live: Connection = { phase: 'live' };
const offline: Connection = { phase: 'reconnecting', attempt: 2, sinceAt: cutAt, retryAt: null };
const reattaching = { phase: 'reattaching', lostAt: cutAt } as const;

type Known = Parameters<typeof toSoundSituation>[0];

function situation(over: Partial<Omit<Known, 'view'>> & { view?: Partial<SessionView> }, afterMs = 0) {
  const view = { via: 'browser', status: 'connected', phase: 'active', mediaLostAt: null, ...over.view };
  const known: Known = {
    connection: live,
    sound: { phase: 'open' },
    soundElsewhere: null,
    lostMicrophone: null,
    clockAheadMs: 0,
    ...over,
    view: view as LiveState['view'],
  };
  return toSoundSituation(known, { now: cutAt + afterMs, reattachMs });
}
const words = (over: Parameters<typeof situation>[0], afterMs = 0) =>
  toPromiseWords(en.session, situation(over, afterMs));

describe('a page whose sockets are cut', () => {
  it('counts the promise down by its own clock, and then says that the call was lost', () => {
    const cut = { sound: reattaching, connection: offline };
    expect(situation(cut, 12_000)).toEqual({
      type: 'cut_off',
      isOffline: true,
      lostAt: cutAt,
      lostInMs: 8_000,
    });
    expect(words(cut, 12_000)).toBe('The call is lost in 8 s.');
    expect(words(cut, 19_999)).toBe('The call is lost in 1 s.');
    expect(situation(cut, 20_000)).toEqual({ type: 'lost', lostAt: cutAt });
    expect(words(cut, 66_000)).toBe('The call was lost.');
    expect(situation({ ...cut, sound: { phase: 'closed', reason: 'lost' } }, 66_000).type).toBe('lost');
  });

  it('is grey and its timer stands still, from the cut on', () => {
    const cut = situation({ sound: reattaching, connection: offline }, 12_000);
    expect(toCutWords(en.session, cut, 'active')).toEqual({ word: 'Offline', detail: '', icon: 'offline' });
    expect(stoppedAtOf(cut)).toBe(cutAt);
    expect(toCutWords(en.session, { type: 'lost', lostAt: cutAt }, 'active')?.detail).toBe(
      'The call was lost.',
    );
    expect(toCutWords(en.session, { type: 'well' }, 'active')).toBeNull();
    expect(stoppedAtOf({ type: 'well' })).toBeNull();
  });

  it('says nothing in the first second, nor when only the words are missing: the sound does not depend on them', () => {
    expect(situation({ sound: reattaching, connection: offline }, 900).type).toBe('well');
    expect(situation({ sound: reattaching, connection: offline }, -cutAt).type).toBe('well');
    expect(situation({ connection: offline }, 12_000).type).toBe('well');
  });

  it('that still gets words says that the call is about to end, and not that it was lost', () => {
    expect(words({ sound: reattaching }, 25_000)).toBe('The call is about to end.');
    expect(toCutWords(en.session, situation({ sound: reattaching }, 5_000), 'active')?.word).toBe('Cut off');
  });
});

describe('a page without a phone', () => {
  const gone = { sound: null, view: { mediaLostAt: cutAt } };

  it('counts down the time left by the server’s clock, however far this browser’s clock is ahead', () => {
    expect(words(gone, 5_000)).toBe('The call ends in 15 s unless you continue.');
    expect(words({ ...gone, clockAheadMs: 5_000 }, 10_000)).toBe(
      'The call ends in 15 s unless you continue.',
    );
    expect(words(gone, 30_000)).toBe('The call is about to end.');
    expect(words(gone, -cutAt)).toBe('The call ends in 20 s unless you continue.');
  });

  it('promises nothing when nothing was lost', () => {
    const waiting = situation({ sound: null });
    expect(waiting).toEqual({ type: 'no_sound', lostInMs: null });
    expect(toPromiseWords(en.session, waiting)).toBe('The call waits for you.');
    expect(toCutWords(en.session, waiting, 'configured')?.detail).toBe('The call begins when you continue.');
  });

  it('has no such warning while it still looks for its phone, nor when another page has the sound', () => {
    expect(situation({ sound: { phase: 'looking' } }).type).toBe('well');
    expect(situation({ sound: { phase: 'connecting' } }).type).toBe('well');
    expect(situation({ sound: null, soundElsewhere: 'another_tab' })).toEqual({
      type: 'elsewhere',
      where: 'another_tab',
    });
  });
});

describe('a microphone that gives no sound', () => {
  const lostMicrophone = { isGone: true, name: 'Headset' };

  it('is named while the call goes on', () => {
    expect(situation({ lostMicrophone })).toEqual({ type: 'microphone_gone', name: 'Headset' });
    expect(situation({ lostMicrophone, sound: { phase: 'connecting' } }).type).toBe('microphone_gone');
  });

  it('is not mentioned when the sound is cut or over', () => {
    expect(situation({ lostMicrophone, sound: reattaching }, 5_000).type).toBe('cut_off');
    expect(situation({ lostMicrophone, sound: { phase: 'closed', reason: 'hung_up' } }).type).toBe('well');
    expect(situation({ lostMicrophone, view: { status: 'ended' } }).type).toBe('well');
  });
});

describe('an end', () => {
  it.each(['hung_up', 'ended', 'left'] as const)(
    'raises no alarm when the sound is closed as %s',
    (reason) => {
      expect(situation({ sound: { phase: 'closed', reason } }).type).toBe('well');
      expect(situation({ sound: { phase: 'closed', reason }, view: { mediaLostAt: cutAt } }).type).toBe(
        'well',
      );
    },
  );

  it('silences every alarm', () => {
    for (const sound of [null, reattaching, { phase: 'closed', reason: 'lost' } as const])
      expect(situation({ sound, connection: offline, view: { status: 'ended' } }, 30_000).type).toBe('well');
  });

  it('is alarming when the sound was lost or never arrived', () => {
    for (const reason of ['lost', 'no_audio'] as const)
      expect(situation({ sound: { phase: 'closed', reason } }).type).toBe('no_sound');
  });
});
