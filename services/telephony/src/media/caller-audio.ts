import { gapFrame, judgeSpeech, unknownNoiseDb } from '@ringback/shared/contract/audio';
import { createCallerClock, silentFrame } from '../domain/caller-clock.ts';
import type { EchoGuard } from '../domain/echo-guard.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { MediaLine } from './media-line.ts';

const tickMs = 20;
/** A line always sends frames, silent ones too. Without any for this long it is gone, whatever the socket says. */
const frameSilenceMs = 8_000;

/** The caller's audio, from one media stream at a time. Gaps are filled, and the interviewer's echo is removed. */
export interface CallerAudio {
  /** A media stream begins. */
  start(line: Pick<MediaLine, 'cancelsEcho'>): void;
  stop(): void;
  onFrame(timestampMs: number, payload: string): void;
}

export function createCallerAudio(options: {
  echoGuard: EchoGuard;
  metrics: TelephonyMetrics;
  /** Whether the interviewer is being heard. */
  isPlaying: () => boolean;
  passOn: (timestampMs: number, payload: string) => void;
  /** Every 20 ms while there is a stream. */
  onTick: () => void;
  /** No frame has arrived for too long. */
  onSilent: () => void;
}): CallerAudio {
  const { echoGuard, metrics, isPlaying, passOn, onTick, onSilent } = options;
  let clock = createCallerClock();
  let ticker: NodeJS.Timeout | null = null;
  let cancelsEcho = false;
  let noiseDb: number = unknownNoiseDb;

  /**
   * On a speakerphone the interviewer would interrupt themselves. A browser cancels the echo better, because it knows
   * what it plays.
   */
  function withoutEcho(payload: string): string {
    if (cancelsEcho) return payload;
    if (!echoGuard.isEcho(payload, { isPlaying: isPlaying(), atMs: performance.now() })) return payload;
    if (payload !== silentFrame) metrics.frames.inc({ direction: 'echo' });
    return silentFrame;
  }

  function isQuiet(payload: string): boolean {
    const verdict = judgeSpeech(noiseDb, { payload, audioMs: tickMs });
    noiseDb = verdict.noiseDb;
    return !verdict.isSpeech;
  }

  function tick(): void {
    onTick();
    if (clock.silentForMs(performance.now()) > frameSilenceMs) {
      onSilent();
      return;
    }
    for (let frames = clock.takeSilence(performance.now()); frames > 0; frames--) {
      metrics.frames.inc({ direction: 'padded' });
      passOn(0, gapFrame);
    }
  }

  return {
    start(line) {
      cancelsEcho = line.cancelsEcho;
      clock = createCallerClock();
      ticker ??= setInterval(tick, tickMs);
    },
    stop() {
      if (ticker !== null) clearInterval(ticker);
      ticker = null;
    },
    onFrame(timestampMs, payload) {
      metrics.frames.inc({ direction: 'caller' });
      const heard = withoutEcho(payload);
      if (clock.onFrame(performance.now(), () => isQuiet(heard))) passOn(timestampMs, heard);
      else metrics.frames.inc({ direction: 'surplus' });
    },
  };
}
