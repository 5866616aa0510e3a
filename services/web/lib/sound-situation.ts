import type { SoundElsewhere } from './call-sound.ts';
import type { LiveState } from './live-state.ts';
import type { Words } from './words/words.ts';

/**
 * What to tell a person about the sound of their call. `lostInMs` is what remains of the server's promise to wait. It
 * is counted by this page's own clock, because a page that is offline is told nothing. It is null when nothing was
 * lost and the call is waiting.
 */
export type SoundSituation =
  | { type: 'well' }
  | { type: 'elsewhere'; where: NonNullable<SoundElsewhere> }
  | { type: 'blocked' }
  /** Nothing can be played here. The candidate is heard, and can read. */
  | { type: 'unheard' }
  /** The microphone gives no sound. The rest of the call works. */
  | { type: 'microphone_gone'; name: string }
  /** The page reconnects the sound by itself. `isOffline`: words do not arrive either. */
  | { type: 'cut_off'; isOffline: boolean; lostAt: number; lostInMs: number }
  /** The promise is over. What really happened is known when the page is back. */
  | { type: 'lost'; lostAt: number }
  /** This page has no sound, but may take it. */
  | { type: 'no_sound'; lostInMs: number | null };

/** A short network glitch is not worth an alarm. Anything longer is shown. */
const shownAfterMs = 1_000;

const well: SoundSituation = { type: 'well' };

interface Clock {
  /** Epoch ms of this browser; 0 before the first reading. */
  now: number;
  /** How long telephony waits for a browser that has lost its sound, in ms. */
  reattachMs: number;
}

type Known = Pick<
  LiveState,
  'view' | 'sound' | 'soundElsewhere' | 'lostMicrophone' | 'connection' | 'clockAheadMs'
>;

/** What the server promised from the loss on, as far as the page can know. */
function cutOff(lostAt: number, isOffline: boolean, { now, reattachMs }: Clock): SoundSituation {
  if (now - lostAt < shownAfterMs) return well;
  const lostInMs = Math.max(0, lostAt + reattachMs - now);
  return lostInMs === 0 && isOffline
    ? { type: 'lost', lostAt }
    : { type: 'cut_off', isOffline, lostAt, lostInMs };
}

/**
 * Decides what to tell about the sound. A candidate who has hung up, or knows that the call is over, is not alarmed.
 */
export function toSoundSituation(known: Known, clock: Clock): SoundSituation {
  const { view, sound, soundElsewhere, lostMicrophone, connection, clockAheadMs } = known;
  if (view?.via !== 'browser' || view.status === 'ended') return well;
  if (soundElsewhere !== null) return { type: 'elsewhere', where: soundElsewhere };
  const isOffline = connection.phase === 'reconnecting';
  const recordedAt = view.mediaLostAt === null ? null : view.mediaLostAt + clockAheadMs;
  if (sound?.phase === 'blocked') return { type: 'blocked' };
  if (sound?.phase === 'unheard' && !lostMicrophone) return { type: 'unheard' };
  if (sound?.phase === 'reattaching') return cutOff(sound.lostAt, isOffline, clock);
  const isSoundLost =
    sound === null || (sound.phase === 'closed' && (sound.reason === 'lost' || sound.reason === 'no_audio'));
  if (!isSoundLost) {
    const isPhone = sound.phase !== 'closed' && sound.phase !== 'looking';
    return isPhone && lostMicrophone ? { type: 'microphone_gone', name: lostMicrophone.name } : well;
  }
  if (isOffline && sound?.phase === 'closed') {
    return { type: 'lost', lostAt: recordedAt ?? connection.sinceAt };
  }
  // Never more than was promised, even before the clock was first read or when it is wrong.
  const lostInMs =
    recordedAt === null
      ? null
      : Math.min(clock.reattachMs, Math.max(0, recordedAt + clock.reattachMs - clock.now));
  return { type: 'no_sound', lostInMs };
}

/** Since when nothing of the call can be heard here, in epoch ms of this browser. Null while it can. */
export function stoppedAtOf(situation: SoundSituation): number | null {
  return situation.type === 'cut_off' || situation.type === 'lost' ? situation.lostAt : null;
}

const inSeconds = (ms: number): number => Math.ceil(ms / 1000);

/** What remains of the promise, in words. Empty when nothing was promised. */
export function toPromiseWords(words: Words['session'], situation: SoundSituation): string {
  switch (situation.type) {
    case 'cut_off':
      return situation.lostInMs === 0 ? words.aboutToEnd : words.lostIn(inSeconds(situation.lostInMs));
    case 'lost':
      return words.lost;
    case 'no_sound':
      if (situation.lostInMs === null) return words.waitsForYou;
      return situation.lostInMs === 0
        ? words.aboutToEnd
        : words.endsUnlessContinued(inSeconds(situation.lostInMs));
    default:
      return '';
  }
}
