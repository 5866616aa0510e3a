import { payloadMs } from '@ringback/shared/contract/audio';
import type { CarryOver } from '../domain/carry-over.ts';
import type { HeardReport } from '../domain/heard-items.ts';
import { createPlayback } from '../domain/playback.ts';
import type { BridgeSearch } from '../link/bridge-search.ts';
import type { MediaLine } from './media-line.ts';
import { type Clip, isOwn } from './own-clips.ts';

/** Audio for the candidate, from the interviewer or from us, on its way to their ear. */
export interface InterviewerAudio {
  /** Audio that is not heard yet, in ms. */
  readonly waitingMs: number;
  /** The candidate hears something. */
  readonly isPlaying: boolean;
  /** False when too much is already waiting and it was dropped. */
  add(itemId: string, payload: string): boolean;
  /** The item gets no more audio. */
  finish(itemId: string): void;
  /** Says one of our own clips. */
  say(clip: Clip): void;
  /** A mark came back. False when it belongs to nothing that is still on its way. */
  onMark(name: string): boolean;
  hold(): void;
  unhold(): void;
  /**
   * Falls silent and drops the rest. Returns how much was heard of the playing item; null when that was not the
   * interviewer's.
   */
  silence(by: 'candidate' | 'loss'): { itemId: string; heardMs: number } | null;
  /** The line is gone with the audio on its way to it. Returns how much was heard, as `silence` does. */
  forget(): { itemId: string; heardMs: number } | null;
}

export function createInterviewerAudio(options: {
  bridge: Pick<BridgeSearch, 'control'>;
  carry: CarryOver;
  line: () => MediaLine | null;
  /** The line has stopped reading. */
  onStuck: (line: MediaLine) => void;
}): InterviewerAudio {
  const { bridge, carry, line, onStuck } = options;
  const playback = createPlayback();

  function pump(): void {
    const open = line();
    if (open === null) return;
    const sends = playback.takeDue(performance.now());
    if (sends.length > 0 && !open.send(sends)) onStuck(open);
  }

  function tellHeard(heard: HeardReport | null): void {
    if (heard === null || isOwn(heard.itemId)) return;
    carry.heard(heard);
    bridge.control({ type: 'heard', ...heard });
  }

  return {
    get waitingMs() {
      return playback.waitingMs;
    },
    get isPlaying() {
      return playback.waitingMs > 0 && !playback.isHeld;
    },
    add(itemId, payload) {
      const isAdded = playback.add(itemId, payload);
      if (isAdded) carry.audio(itemId, payloadMs(payload));
      pump();
      return isAdded;
    },
    finish(itemId) {
      carry.finished(itemId);
      tellHeard(playback.finish(itemId));
    },
    say(clip) {
      playback.add(clip.itemId, clip.payload);
      playback.finish(clip.itemId);
      pump();
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
    silence(by) {
      const wasHeld = playback.isHeld;
      const cut = playback.clear(performance.now());
      if (cut !== null && !wasHeld) line()?.clear();
      const heard = cut === null || isOwn(cut.itemId) ? null : cut;
      carry.cleared(heard, by);
      return heard;
    },
    forget() {
      const cut = playback.clear(performance.now());
      const heard = cut === null || isOwn(cut.itemId) ? null : cut;
      carry.cleared(heard, 'loss');
      return heard;
    },
  };
}
