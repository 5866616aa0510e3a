/**
 * The interviewer's audio on its way to the candidate's ear. It is sent at most two seconds ahead of what is heard,
 * and followed by marks that come back when their audio was played. Decides only. Times come in.
 */

import { payloadMs } from '@ringback/shared/contract/audio';
import { createHeardItems, type HeardReport } from './heard-items.ts';

/** How far ahead of the ear audio is sent, in ms: enough for a jittery network, short enough to cut off. */
const mostAheadMs = 2_000;
/** A piece is at most 100 ms long and ends at a base64 group, so that it can be cut without decoding. */
const pieceCharacters = 1_068;
/** Ten minutes, as long as the carrier itself would keep (Twilio error 31931). */
const mostQueuedMs = 10 * 60_000;

/** What to send now, in order. */
export type PlaybackSend = { type: 'media'; payload: string } | { type: 'mark'; name: string };

interface Piece {
  itemId: string;
  payload: string;
  ms: number;
  /** Where the piece ends within its item. */
  endMs: number;
}

export interface Playback {
  /** Adds audio of an item. False when ten minutes are already waiting and it was dropped. */
  add(itemId: string, payload: string): boolean;
  /** The item gets no more audio. Reports at once when all of it was already heard. */
  finish(itemId: string): HeardReport | null;
  /** What may be sent at this time. Call after `add` and after `mark`. */
  takeDue(atMs: number): PlaybackSend[];
  /** A mark came back. Null when it belongs to audio that was cut off, or is not ours. */
  mark(name: string, atMs: number): HeardReport | null;
  /** Falls silent but drops nothing: `unhold` resumes, `clear` drops. False when nothing was on its way. */
  hold(atMs: number): boolean;
  unhold(): void;
  readonly isHeld: boolean;
  /** The piece that is being heard, base64 µ-law. Null: none. */
  readonly atTheEar: string | null;
  /** Cuts off everything that was not heard. Null when nothing was waiting or playing. */
  clear(atMs: number): { itemId: string; heardMs: number } | null;
  /** Audio that is not heard yet, in ms. */
  readonly waitingMs: number;
}

export function createPlayback(): Playback {
  let queue: Piece[] = [];
  /** Sent but not confirmed, oldest first. */
  let flying: (Piece & { name: string; sentAtMs: number })[] = [];
  /** Raised by each clear, because the carrier returns the marks of dropped audio as if it had been played. */
  let generation = 1;
  let serial = 0;
  let queuedMs = 0;
  let flyingMs = 0;
  let confirmedAtMs = 0;
  /** What had been heard at the moment of the hold. Null while nothing is held. */
  let held: { itemId: string; heardMs: number } | null = null;
  const items = createHeardItems();

  /** How far the ear has got in the playing item. Null when nothing is playing. */
  function position(atMs: number): { itemId: string; heardMs: number } | null {
    const playing = flying[0] ?? queue[0];
    if (playing === undefined) return null;
    const { itemId } = playing;
    // Between two marks the ear moves on: at most as long as the piece lasts, and not before it was sent.
    const since = flying[0] === undefined ? 0 : atMs - Math.max(confirmedAtMs, flying[0].sentAtMs);
    const inPiece = Math.min(Math.max(0, since), flying[0]?.ms ?? 0);
    return { itemId, heardMs: items.heardMs(itemId) + inPiece };
  }

  return {
    get isHeld() {
      return held !== null;
    },
    get atTheEar() {
      return flying[0]?.payload ?? null;
    },
    hold(atMs) {
      if (held !== null) return false;
      held = position(atMs) ?? { itemId: '', heardMs: 0 };
      generation += 1;
      const wasFlying = flying.length > 0;
      // The piece that was playing starts again, a tenth of a second at most.
      queue = [...flying.map(({ itemId, payload, ms, endMs }) => ({ itemId, payload, ms, endMs })), ...queue];
      queuedMs += flyingMs;
      flying = [];
      flyingMs = 0;
      return wasFlying;
    },
    unhold() {
      held = null;
    },
    get waitingMs() {
      return queuedMs + flyingMs;
    },
    add(itemId, payload) {
      if (queuedMs > mostQueuedMs) return false;
      for (let start = 0; start < payload.length; start += pieceCharacters) {
        const part = payload.slice(start, start + pieceCharacters);
        const ms = payloadMs(part);
        queue.push({ itemId, payload: part, ms, endMs: items.add(itemId, ms) });
        queuedMs += ms;
      }
      return true;
    },
    finish(itemId) {
      return items.finish(itemId) && items.isFinal(itemId) ? items.report(itemId) : null;
    },
    takeDue(atMs) {
      const sends: PlaybackSend[] = [];
      if (held !== null) return sends;
      let taken = 0;
      for (const piece of queue) {
        if (flyingMs >= mostAheadMs) break;
        serial += 1;
        const name = `${generation}:${serial}`;
        flying.push({ ...piece, name, sentAtMs: atMs });
        queuedMs -= piece.ms;
        flyingMs += piece.ms;
        taken += 1;
        sends.push({ type: 'media', payload: piece.payload }, { type: 'mark', name });
      }
      if (taken > 0) queue = queue.slice(taken);
      return sends;
    },
    mark(name, atMs) {
      const index = flying.findIndex((piece) => piece.name === name);
      const piece = flying[index];
      if (piece === undefined) return null;
      // Marks come back in order. The next one covers a lost one.
      for (const played of flying.slice(0, index + 1)) {
        flyingMs -= played.ms;
        items.hear(played.itemId, played.endMs);
      }
      flying = flying.slice(index + 1);
      confirmedAtMs = atMs;
      return items.report(piece.itemId);
    },
    clear(atMs) {
      const playing = flying[0] ?? queue[0];
      const cut = held !== null && held.itemId === playing?.itemId ? held : position(atMs);
      generation += 1;
      held = null;
      if (cut === null) return null;
      queue = [];
      flying = [];
      queuedMs = 0;
      flyingMs = 0;
      items.clear();
      return cut;
    },
  };
}
