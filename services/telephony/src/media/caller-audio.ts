import { gapFrame, judgeSpeech, unknownNoiseDb } from '@ringback/shared/contract/audio';
import { createCallerClock, silentFrame } from '../domain/caller-clock.ts';
import { isSpeakingNow } from '../domain/caller-speech.ts';
import type { CarryOver } from '../domain/carry-over.ts';
import type { EchoGuard } from '../domain/echo-guard.ts';
import type { MediaStreamSender } from '../domain/line-port.ts';
import { createMicrophonePace } from '../domain/microphone-pace.ts';
import type { BridgeSearch } from '../link/bridge-search.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { createCallerJoin } from './caller-join.ts';
import { type EveryTick, tickMs } from './media-tick.ts';
import { createPacedReplay } from './paced-replay.ts';

/** While the floor is contested, no frame waits for another one. */
const contestedJoinMs = 20;
/** A line always sends frames, silent ones too. Without any for this long it is gone, whatever the socket says. */
const frameSilenceMs = 8_000;

/**
 * The caller's audio on its way to the bridge, from one media stream at a time. Gaps are filled, the interviewer's echo
 * is removed, and audio that no bridge has heard yet goes before live audio.
 */
export interface CallerAudio {
  /** Some bridge has been ready. Since then the caller's audio is kept until it is on the record. */
  readonly isKept: boolean;
  /** The line stands, but the candidate's microphone is gone. */
  readonly isDeaf: boolean;
  readonly isSpeaking: boolean;
  /** Both sides are heard: the interviewer should fall silent as soon as possible. */
  readonly isContested: boolean;
  /** Audio that is not sent to the bridge yet, in ms. */
  readonly waitingMs: number;
  readonly timers: number;
  /** A media stream begins. */
  start(line: Pick<MediaStreamSender, 'cancelsEcho'>): void;
  stop(): void;
  onFrame(timestampMs: number, payload: string): void;
  /** The stream tells that its microphone changed. Of several changes in a second the last one counts. */
  onMicrophone(isGone: boolean): void;
  /** An item is on the record, and so is all caller audio that is older than this. Null: none of the kept audio may be dropped yet. */
  recorded(itemId: string, callerAgoMs: number | null): void;
  /** Sends a bridge the kept audio, and live audio from here on. */
  resume(): void;
  /** Sends what waits to be joined with the next frame. */
  flush(): void;
  /** Sends the rest of the kept audio without pacing. */
  finish(): void;
  /** The bridge is gone. The kept audio waits for the next one. */
  forget(): void;
}

export function createCallerAudio(options: {
  bridge: Pick<BridgeSearch, 'audio'>;
  carry: CarryOver;
  echoGuard: EchoGuard;
  metrics: TelephonyMetrics;
  /** The candidate's audio is joined to pieces of this many ms. 0: each frame goes alone. */
  joinMs: number;
  /** Whether the interviewer is being heard. */
  isPlaying: () => boolean;
  /** The interviewer has fallen silent because of a sound of the candidate's. */
  isHeld: () => boolean;
  everyTick: EveryTick;
  /** Every 20 ms while the candidate can be heard. */
  onTick: () => void;
  /** No frame has arrived for too long. */
  onSilent: () => void;
  /** A frame of the candidate's has come, without the interviewer's echo. */
  onHeard: (payload: string) => void;
  onMicrophone: (isGone: boolean) => void;
}): CallerAudio {
  const { bridge, carry, echoGuard, metrics, joinMs, isPlaying, isHeld, everyTick } = options;
  const counted = metrics.frames.labels({ direction: 'caller' });
  const join = createCallerJoin(({ timestampMs, payload }) => bridge.audio(timestampMs, payload));
  const replay = createPacedReplay((frame) => join.add(frame, isContested() ? contestedJoinMs : joinMs));
  const microphone = createMicrophonePace();
  let clock = createCallerClock();
  let stopTicking: (() => void) | null = null;
  let microphoneTurn: NodeJS.Timeout | null = null;
  let cancelsEcho = false;
  let noiseDb: number = unknownNoiseDb;
  let isLoud = false;
  let joinedTicks = 0;
  let isDeaf = false;
  let isKept = false;

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

  function judge(payload: string): void {
    const verdict = judgeSpeech(noiseDb, { payload, audioMs: tickMs });
    noiseDb = verdict.noiseDb;
    isLoud = verdict.isSpeech;
  }

  function isContested(): boolean {
    return isHeld() || (isLoud && isPlaying());
  }

  function passOn(timestampMs: number, payload: string): void {
    if (isDeaf) return;
    const frame = { timestampMs, payload };
    if (isKept) carry.caller(frame);
    replay.send(frame);
  }

  /** A piece does not wait for a frame that is late. */
  function flushLate(): void {
    joinedTicks = join.waitingMs === 0 ? 0 : joinedTicks + 1;
    if (joinedTicks * tickMs > joinMs) join.flush();
  }

  function tick(): void {
    if (!isDeaf) options.onTick();
    flushLate();
    if (clock.silentForMs(performance.now()) > frameSilenceMs) {
      options.onSilent();
      return;
    }
    for (let frames = clock.takeSilence(performance.now()); frames > 0; frames--) {
      metrics.frames.inc({ direction: 'padded' });
      passOn(0, gapFrame);
    }
  }

  function takeMicrophoneTurn(): void {
    stopMicrophone();
    const change = microphone.take(performance.now());
    if (change !== null) {
      isDeaf = change.isGone;
      options.onMicrophone(isDeaf);
    }
    const waitMs = microphone.waitMs(performance.now());
    if (waitMs !== null) microphoneTurn = setTimeout(takeMicrophoneTurn, Math.ceil(waitMs));
  }

  function stopMicrophone(): void {
    if (microphoneTurn !== null) clearTimeout(microphoneTurn);
    microphoneTurn = null;
  }

  return {
    get isKept() {
      return isKept;
    },
    get isDeaf() {
      return isDeaf;
    },
    get isSpeaking() {
      return isSpeakingNow(carry);
    },
    get isContested() {
      return isContested();
    },
    get waitingMs() {
      return replay.waitingMs + join.waitingMs;
    },
    get timers() {
      return (microphoneTurn === null ? 0 : 1) + (replay.waitingMs > 0 ? 1 : 0);
    },
    start(line) {
      cancelsEcho = line.cancelsEcho;
      clock = createCallerClock();
      // A new stream has a microphone until it says otherwise.
      isDeaf = false;
      microphone.renew();
      stopTicking ??= everyTick(tick);
    },
    stop() {
      stopTicking?.();
      stopTicking = null;
      stopMicrophone();
    },
    onFrame(timestampMs, payload) {
      counted.inc();
      const heard = withoutEcho(payload);
      options.onHeard(heard);
      const wasLoud = isLoud;
      judge(heard);
      if (clock.onFrame(performance.now(), () => !isLoud)) passOn(timestampMs, heard);
      else metrics.frames.inc({ direction: 'surplus' });
      if (wasLoud && !isLoud) join.flush();
    },
    onMicrophone(isGone) {
      microphone.say(isGone);
      takeMicrophoneTurn();
    },
    recorded(itemId, callerAgoMs) {
      // The bridge counts from the audio that it has. Audio that is not sent yet came later.
      carry.recorded(itemId, callerAgoMs === null ? null : callerAgoMs + replay.waitingMs + join.waitingMs);
    },
    resume() {
      // It is a part of what is kept.
      join.drop();
      replay.begin(carry.frames);
      isKept = true;
    },
    flush: join.flush,
    finish() {
      replay.finish();
      join.flush();
    },
    forget() {
      replay.stop();
      join.drop();
    },
  };
}
