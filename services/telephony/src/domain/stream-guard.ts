import { type Admission, createAudioAllowance } from './audio-allowance.ts';

/** Malformed messages that a stream may send in one second. Above this the stream is closed. */
const mostMalformed = 50;
/** Marks, keys and the like in one second. A stream that was silenced returns twenty marks at once. */
const mostSignals = 100;

/** What a message is to the guard. `audio` counts by its duration. */
export type Arrived = { kind: 'audio'; ms: number } | { kind: 'signal' | 'malformed' };

/**
 * `excess`: too much audio; `malformed`: an unreadable message, or one too many. `close`: the stream has gone too far.
 */
export type GuardVerdict = 'pass' | { drop: 'excess' | 'malformed'; close: boolean };

/** Counts in seconds of the caller's clock. */
function createSecondCount(): (atMs: number) => number {
  let second = Number.NaN;
  let count = 0;
  return (atMs) => {
    const now = Math.floor(atMs / 1000);
    count = now === second ? count + 1 : 1;
    second = now;
    return count;
  };
}

const audioVerdicts: Record<Admission, GuardVerdict> = {
  pass: 'pass',
  drop: { drop: 'excess', close: false },
  close: { drop: 'excess', close: true },
};

/** Judges what one media stream brings, so that no stream takes more than its share. Times in ms of any one clock. */
export interface StreamGuard {
  judge(arrived: Arrived, atMs: number): GuardVerdict;
}

export function createStreamGuard(): StreamGuard {
  const allowance = createAudioAllowance();
  const countMalformed = createSecondCount();
  const countSignal = createSecondCount();
  return {
    judge(arrived, atMs) {
      if (arrived.kind === 'audio') return audioVerdicts[allowance.take(arrived.ms, atMs)];
      if (arrived.kind === 'signal' && countSignal(atMs) <= mostSignals) return 'pass';
      return { drop: 'malformed', close: countMalformed(atMs) > mostMalformed };
    },
  };
}
