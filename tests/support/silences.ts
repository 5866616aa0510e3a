import { readFileSync } from 'node:fs';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';

/** What telephony itself says. */
const clip = (name: string) =>
  readFileSync(new URL(`../../services/telephony/src/media/clips/${name}.en.ulaw`, import.meta.url));
const oneMoment = clip('one-moment');
const apology = clip('apology');

/** What one candidate hears, on the clock of their own audio: 20 ms of it are 20 ms, however busy the machine is. */
export interface Silences {
  /** Now, in ms since the stream began. */
  readonly nowMs: number;
  /** The longest time since then without the interviewer or the filler, and without the candidate's own voice. */
  longestSince(sinceMs: number): number;
  /** When what was being heard at that moment stopped. That moment itself when nothing was heard. */
  stoppedAfter(ms: number): number;
  /** When "One moment, please" began for the first time since then. Null when it was not said. */
  fillerSince(sinceMs: number): number | null;
  /** When the apology began that was heard to its end since then. Null when it was not. */
  apologySince(sinceMs: number): number | null;
  /** When anything but the filler began to be heard after that moment. Null when nothing was. */
  wordSince(sinceMs: number): number | null;
}

interface Heard {
  fromMs: number;
  toMs: number;
  isFiller: boolean;
}

/** Begins to watch a line. The candidate's own speech counts as sound. */
export function watchSilences(line: MediaStreamClient): Silences {
  let nowMs = 0;
  const own: number[] = [];
  line.events.on('frame', (_audio: Uint8Array, atMs: number) => {
    nowMs = atMs;
    if (line.isSpeaking) own.push(atMs);
  });

  /** What was heard, in pieces. A filler is recognised by its sound. */
  function heard(): Heard[] {
    return line.heard.segments().flatMap(({ startMs, audio }) => {
      const at = Buffer.from(audio).indexOf(oneMoment.subarray(0, 4_000));
      const piece = (from: number, to: number, isFiller: boolean): Heard[] =>
        to > from ? [{ fromMs: startMs + from / 8, toMs: startMs + to / 8, isFiller }] : [];
      if (at < 0) return piece(0, audio.length, false);
      const end = Math.min(audio.length, at + oneMoment.length);
      return [...piece(0, at, false), ...piece(at, end, true), ...piece(end, audio.length, false)];
    });
  }

  return {
    get nowMs() {
      return nowMs;
    },
    longestSince(sinceMs) {
      const sounds = [
        ...heard(),
        ...own.map((atMs) => ({ fromMs: atMs, toMs: atMs + 20, isFiller: false })),
        { fromMs: nowMs, toMs: nowMs, isFiller: false },
      ].sort((one, other) => one.fromMs - other.fromMs);
      let quietFromMs = sinceMs;
      let longest = 0;
      for (const { fromMs, toMs } of sounds) {
        if (toMs <= sinceMs) continue;
        longest = Math.max(longest, fromMs - quietFromMs);
        quietFromMs = Math.max(quietFromMs, toMs);
      }
      return longest;
    },
    stoppedAfter: (ms) => heard().find(({ fromMs, toMs }) => fromMs <= ms && toMs >= ms)?.toMs ?? ms,
    fillerSince: (sinceMs) =>
      heard().find(({ fromMs, isFiller }) => isFiller && fromMs >= sinceMs)?.fromMs ?? null,
    apologySince(sinceMs) {
      const whole = line.heard
        .segments()
        .find(
          ({ startMs, audio }) =>
            startMs + audio.length / 8 > sinceMs && Buffer.from(audio).includes(apology),
        );
      return whole?.startMs ?? null;
    },
    wordSince: (sinceMs) =>
      heard().find(({ fromMs, isFiller }) => !isFiller && fromMs >= sinceMs)?.fromMs ?? null,
  };
}
