import { isSpeech } from '@ringback/shared/contract/audio';
import type { ToTelephony } from '@ringback/shared/contract/media-link';
import { createCallerAudio } from './caller-audio.ts';
import { type CallerFrame, createCarryOver } from './domain/carry-over.ts';
import { createEchoGuard } from './domain/echo-guard.ts';
import { createPlayback, type HeardReport, toMs } from './domain/playback.ts';
import type { BridgeLine } from './link/bridge-line.ts';
import type { MediaLine } from './media-line.ts';
import { apology, type Clip, isOwn, oneMoment } from './own-clips.ts';
import { createPoliteWait } from './polite-wait.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';
import type { CallerMessage } from './twilio/messages.ts';

/** What of the caller's latest audio tells whether they are speaking. */
const latestFrames = 15;
/** What of it tells whether they have said anything that is not answered: half a minute. */
const unansweredFrames = 1_500;

/** The audio of one call, both ways, between its media stream and its bridge. Waits for nothing. */
export interface CallAudio {
  readonly line: MediaLine | null;
  readonly timers: number;
  /** Some bridge has been ready: from then on the caller's audio is kept until it is on the record. */
  readonly hasBegun: boolean;
  /** Nothing is being heard, and the candidate does not speak. */
  readonly isQuiet: boolean;
  attach(line: MediaLine): void;
  /** Forgets the line and what was on its way to it. */
  detach(): void;
  /** As `detach`, for a bridge that goes on with another telephony: it is told how much was heard. */
  release(): void;
  onCaller(message: CallerMessage): void;
  onBridge(message: ToTelephony): void;
  onInterviewer(payload: string): void;
  /** The bridge may hang: whoever waits for an answer is asked for a moment. */
  onBridgeQuiet(): void;
  /** The bridge is gone: what is whole plays on, what is not is cut, and what is not on the record is kept. */
  onBridgeLost(): void;
  /** Says that the interviewer cannot be reached; how long that takes, in ms (0 without a line). */
  apologise(): number;
}

export function createCallAudio(options: {
  bridge: BridgeLine;
  metrics: TelephonyMetrics;
  /** The line does not read, or has stopped sending. */
  onStuck: (line: MediaLine, reason: string) => void;
}): CallAudio {
  const { bridge, metrics, onStuck } = options;
  const playback = createPlayback();
  const carry = createCarryOver();
  const echoGuard = createEchoGuard();
  let line: MediaLine | null = null;
  let currentItem: string | null = null;
  let hasBegun = false;
  const politeWait = createPoliteWait({
    isHearing: () => playback.waitingMs > 0,
    isSpeaking,
    say: () => line !== null && play(oneMoment),
  });
  const caller = createCallerAudio({
    echoGuard,
    metrics,
    isPlaying: () => playback.waitingMs > 0 && !playback.isHeld,
    passOn(timestampMs, payload) {
      if (hasBegun) carry.caller({ timestampMs, payload });
      bridge.audio(timestampMs, payload);
    },
    onTick() {
      // A sentence has stopped in its middle.
      if (playback.waitingMs === 0 && carry.isBroken) politeWait.begin();
    },
    onSilent() {
      if (line !== null) onStuck(line, 'no frames');
    },
  });

  const speaksIn = (frames: readonly CallerFrame[]) => isSpeech(frames.map(({ payload }) => payload));
  function isSpeaking(): boolean {
    return speaksIn(carry.frames.slice(-latestFrames));
  }

  /** The candidate has said something, and has heard nothing since. */
  function isUnanswered(): boolean {
    const latest = carry.frames.slice(-unansweredFrames);
    for (let from = 0; from < latest.length; from += latestFrames)
      if (speaksIn(latest.slice(from, from + latestFrames))) return true;
    return false;
  }

  function pump(): void {
    if (line === null) return;
    const sends = playback.takeDue(performance.now());
    if (sends.length > 0 && !line.send(sends)) onStuck(line, 'does not read');
  }

  function tellHeard(heard: HeardReport | null): void {
    if (heard === null || isOwn(heard.itemId)) return;
    carry.heard(heard);
    bridge.control({ type: 'heard', ...heard });
  }

  function silence(by: 'candidate' | 'loss'): { itemId: string; heardMs: number } | null {
    const wasHeld = playback.isHeld;
    const cut = playback.clear(performance.now());
    if (cut !== null && !wasHeld) line?.clear();
    const heard = cut === null || isOwn(cut.itemId) ? null : cut;
    carry.cleared(heard, by);
    return heard;
  }

  function play(clip: Clip): void {
    playback.add(clip.itemId, clip.payload);
    playback.finish(clip.itemId);
    pump();
  }

  /** A bridge is ready: it is told what is not on the record yet, and what the candidate says from here on. */
  function resume(): void {
    politeWait.pause();
    const { callerMs, frames } = carry;
    bridge.control({ type: 'resume', items: carry.items, callerMs });
    for (const { timestampMs, payload } of frames) bridge.audio(timestampMs, payload);
    hasBegun = true;
  }

  function letGo(): void {
    line = null;
    caller.stop();
    politeWait.stop();
  }

  return {
    get line() {
      return line;
    },
    get timers() {
      return politeWait.isWaiting ? 1 : 0;
    },
    get hasBegun() {
      return hasBegun;
    },
    get isQuiet() {
      return playback.waitingMs === 0 && !isSpeaking();
    },
    attach(candidate) {
      line = candidate;
      caller.start();
    },
    detach() {
      letGo();
      carry.cleared(playback.clear(performance.now()), 'loss');
    },
    release() {
      const cut = silence('loss');
      if (cut !== null) bridge.control({ type: 'heard', ...cut, final: false });
      letGo();
    },
    onCaller(message) {
      switch (message.type) {
        case 'media':
          caller.onFrame(message.timestampMs, message.payload);
          return;
        case 'mark': {
          const heard = playback.mark(message.name, performance.now());
          if (heard === null) metrics.stale.inc({ kind: 'mark' });
          tellHeard(heard);
          pump();
          return;
        }
        case 'dtmf':
          bridge.control({ type: 'key', digit: message.digit });
          return;
        default:
          return;
      }
    },
    onBridge(message) {
      switch (message.type) {
        case 'ready':
          resume();
          return;
        case 'item_started':
          currentItem = message.itemId;
          return;
        case 'item_words':
          carry.words(message.itemId, message.text);
          return;
        case 'item_finished':
          carry.finished(message.itemId);
          tellHeard(playback.finish(message.itemId));
          return;
        case 'recorded':
          carry.recorded(message.itemId, message.callerAgoMs);
          return;
        case 'waiting':
          politeWait.begin();
          return;
        case 'hold':
          if (playback.hold(performance.now())) line?.clear();
          return;
        case 'unhold':
          playback.unhold();
          pump();
          return;
        case 'clear': {
          const cut = silence('candidate');
          bridge.control({ type: 'cleared', itemId: cut?.itemId ?? null, heardMs: cut?.heardMs ?? 0 });
          return;
        }
        default:
          return;
      }
    },
    onBridgeQuiet() {
      if (hasBegun && (politeWait.isWaiting || isUnanswered())) politeWait.hurry();
    },
    onInterviewer(payload) {
      politeWait.stop();
      if (currentItem === null || line === null) return;
      metrics.frames.inc({ direction: 'interviewer' });
      echoGuard.onInterviewer(payload);
      if (playback.add(currentItem, payload)) carry.audio(currentItem, toMs(payload));
      else metrics.stale.inc({ kind: 'playback_full' });
      pump();
    },
    onBridgeLost() {
      currentItem = null;
      if (carry.isBroken) silence('loss');
      if (hasBegun) politeWait.begin();
    },
    apologise() {
      politeWait.stop();
      if (line === null) return 0;
      silence('loss');
      play(apology);
      return apology.ms;
    },
  };
}
