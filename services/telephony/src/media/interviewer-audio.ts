import { payloadMs } from '@ringback/shared/contract/audio';
import type { CarryOver } from '../domain/carry-over.ts';
import { createPlayback, type HeardReport } from '../domain/playback.ts';
import type { BridgeSearch } from '../link/bridge-search.ts';
import type { MediaLine } from './media-line.ts';
import { type Clip, isOwn } from './own-clips.ts';

/** What is said to the candidate, by the interviewer or by us, on its way to their ear. */
export interface InterviewerAudio {
  /** Audio that is not heard yet, in ms. */
  readonly waitingMs: number;
  /** The candidate hears something. */
  readonly isPlaying: boolean;
  /** False when too much is waiting already and it was dropped. */
  add(itemId: string, payload: string): boolean;
  /** The item will get no more audio. */
  finish(itemId: string): void;
  /** Says one of our own clips. */
  say(clip: Clip): void;
  /** A mark came back. False when it belongs to nothing that is still on its way. */
  onMark(name: string): boolean;
  hold(): void;
  unhold(): void;
  /** Silence: of what was playing so much was heard, and the rest is dropped. Null when it was none of the interviewer's. */
  silence(by: 'candidate' | 'loss'): { itemId: string; heardMs: number } | null;
  /** The line is gone, with what was on its way to it; of what was playing so much was heard, as in `silence`. */
  forget(): { itemId: string; heardMs: number } | null;
}

export function createInterviewerAudio(options: {
  bridge: Pick<BridgeSearch, 'control'>;
  carry: CarryOver;
  line: () => MediaLine | null;
  /** The line does not read. */
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
