import { payloadMs } from '@ringback/shared/contract/audio';
import { hasSpoken, isSpeakingNow } from '../domain/caller-speech.ts';
import type { CarryOver } from '../domain/carry-over.ts';
import type { EchoGuard } from '../domain/echo-guard.ts';
import type { HeardReport } from '../domain/heard-items.ts';
import type { MediaStreamSender } from '../domain/line-port.ts';
import { createPlayback } from '../domain/playback.ts';
import type { BridgeSearch } from '../link/bridge-search.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { createFiller } from './filler.ts';
import { type Clip, isOwn, type OwnClips } from './own-clips.ts';

/** How much was heard of the interviewer's item that was cut. */
interface Cut {
  itemId: string;
  heardMs: number;
}

/** Audio for the candidate, from the interviewer or from us, on its way to their ear. */
export interface InterviewerAudio {
  /** Audio that is not heard yet, in ms. */
  readonly waitingMs: number;
  /** The candidate hears something. */
  readonly isPlaying: boolean;
  /** It has fallen silent, and may go on where it was. */
  readonly isHeld: boolean;
  /** What the candidate hears at this moment, base64 µ-law. Null: nothing. */
  readonly atTheEar: string | null;
  readonly timers: number;
  /** The audio that follows belongs to this item. */
  begin(itemId: string): void;
  /** `canHear`: the candidate is there to hear it. Drops the audio when too much is already waiting. */
  add(payload: string, canHear: boolean): void;
  /** The item gets no more audio. */
  finish(itemId: string): void;
  /** The interviewer's next words are due. If they do not come, the candidate is asked for a moment's patience. */
  due(): void;
  /** Often: what was sent gets its mark, and if a sentence has stopped in its middle, the next words are due. */
  tick(): void;
  /** The bridge may hang. A candidate who waits for an answer is asked for a moment now. */
  hurry(): void;
  /** A bridge is ready, and will say whether words are due. */
  found(): void;
  /** The bridge is gone. Whole items play on. An item without its end is cut. */
  lost(): void;
  /** No more words are due. */
  rest(): void;
  /** Plays the apology. Returns how long it lasts, in ms. */
  apologise(): number;
  /** A mark came back. False: it belongs to nothing that is still on its way. */
  onMark(name: string): boolean;
  hold(): void;
  unhold(): void;
  /** The candidate interrupts: falls silent, and tells the bridge how much was heard. */
  clear(): void;
  /** The candidate cannot answer: falls silent, and tells the bridge how much was heard. */
  silence(): void;
  /** The line is gone with the audio on its way to it. Tells the bridge how much was heard. */
  lineGone(): void;
  /** Drops all audio, and tells the bridge nothing. */
  forget(): void;
}

export function createInterviewerAudio(options: {
  bridge: Pick<BridgeSearch, 'control'>;
  carry: CarryOver;
  echoGuard: EchoGuard;
  metrics: TelephonyMetrics;
  clips: () => OwnClips;
  line: () => MediaStreamSender | null;
  /** The candidate makes a sound while the interviewer is heard. */
  isContested: () => boolean;
  /** The line has stopped reading. */
  onStuck: (line: MediaStreamSender) => void;
}): InterviewerAudio {
  const { bridge, carry, echoGuard, metrics, clips, line, isContested, onStuck } = options;
  const playback = createPlayback();
  const counted = metrics.frames.labels({ direction: 'interviewer' });
  let currentItem: string | null = null;
  const filler = createFiller({
    isHearing: () => playback.waitingMs > 0,
    isSpeaking: () => isSpeakingNow(carry),
    say() {
      if (line() !== null) say(clips().oneMoment);
    },
  });

  function pump(): void {
    const open = line();
    if (open === null) return;
    const sends = playback.takeDue(performance.now(), isContested());
    if (sends.length > 0 && !open.send(sends)) onStuck(open);
  }

  function say(clip: Clip): void {
    playback.add(clip.itemId, clip.payload);
    playback.finish(clip.itemId);
    pump();
  }

  function tellHeard(heard: HeardReport | null): void {
    if (heard === null || isOwn(heard.itemId)) return;
    carry.heard(heard);
    bridge.control({ type: 'heard', ...heard });
  }

  /** Drops all audio. Null when the playing item was not the interviewer's. */
  function cut(by: 'candidate' | 'loss', clears: boolean): Cut | null {
    const wasHeld = playback.isHeld;
    const dropped = playback.clear(performance.now());
    if (clears && dropped !== null && !wasHeld) line()?.clear();
    const heard = dropped === null || isOwn(dropped.itemId) ? null : dropped;
    carry.cleared(heard, by);
    return heard;
  }

  function tellCut(heard: Cut | null): void {
    if (heard !== null) bridge.control({ type: 'heard', ...heard, final: false });
  }

  return {
    get waitingMs() {
      return playback.waitingMs;
    },
    get isPlaying() {
      return playback.waitingMs > 0 && !playback.isHeld;
    },
    get isHeld() {
      return playback.isHeld;
    },
    get atTheEar() {
      return playback.atTheEar(performance.now());
    },
    get timers() {
      return filler.isWaiting ? 1 : 0;
    },
    begin(itemId) {
      currentItem = itemId;
    },
    add(payload, canHear) {
      filler.stop();
      if (currentItem === null || !canHear) return;
      counted.inc();
      echoGuard.onInterviewer(payload);
      if (playback.add(currentItem, payload)) carry.audio(currentItem, payloadMs(payload));
      else metrics.stale.inc({ kind: 'playback_full' });
      pump();
    },
    finish(itemId) {
      carry.finished(itemId);
      tellHeard(playback.finish(itemId));
      pump();
    },
    due: () => filler.begin(),
    tick() {
      pump();
      if (playback.waitingMs === 0 && carry.isBroken) filler.begin();
    },
    hurry() {
      if (filler.isWaiting || hasSpoken(carry)) filler.hurry();
    },
    found: () => filler.pause(),
    lost() {
      currentItem = null;
      if (carry.isBroken) cut('loss', true);
    },
    rest: () => filler.stop(),
    apologise() {
      cut('loss', true);
      const { apology } = clips();
      say(apology);
      return apology.ms;
    },
    onMark(name) {
      const heard = playback.mark(name, performance.now());
      tellHeard(heard);
      pump();
      return heard !== null;
    },
    hold() {
      if (playback.hold(performance.now())) line()?.clear();
    },
    unhold() {
      playback.unhold();
      pump();
    },
    clear() {
      const heard = cut('candidate', true);
      bridge.control({ type: 'cleared', itemId: heard?.itemId ?? null, heardMs: heard?.heardMs ?? 0 });
    },
    silence: () => tellCut(cut('loss', true)),
    lineGone: () => tellCut(cut('loss', false)),
    forget: () => void cut('loss', false),
  };
}
