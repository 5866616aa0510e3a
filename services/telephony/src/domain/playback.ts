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
/**
 * A mark costs as much as the audio before it. After this much audio there is one: often at the beginning of an item and
 * while the candidate may interrupt, and else so that the ear's clock is set often enough.
 */
const oftenMs = 100;
const usuallyMs = 400;
/** The part of an item's beginning in which marks come often: the bridge protects the first second of a greeting. */
const beginningMs = 1_500;
/** The last piece gets its mark when nothing has followed for this long. */
const ranDryMs = 100;
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

/** `name`: of the mark that was sent behind it. Null: a later mark covers it. */
interface FlyingPiece extends Piece {
  name: string | null;
  sentAtMs: number;
}

/** What the ear is at: a piece on its way, and how much of that was heard. */
interface Ear {
  place: number;
  inPieceMs: number;
}

export interface Playback {
  /** Adds audio of an item. False when ten minutes are already waiting and it was dropped. */
  add(itemId: string, payload: string): boolean;
  /** The item gets no more audio. Reports at once when all of it was already heard. */
  finish(itemId: string): HeardReport | null;
  /**
   * What may be sent at this time. Call after `add`, `finish` and `mark`, and often. `isContested`: the candidate makes
   * a sound, so what was heard is to be known soon.
   */
  takeDue(atMs: number, isContested?: boolean): PlaybackSend[];
  /** A mark came back. Null when it belongs to audio that was cut off, or is not ours. */
  mark(name: string, atMs: number): HeardReport | null;
  /** Falls silent but drops nothing: `unhold` resumes, `clear` drops. False when nothing was on its way. */
  hold(atMs: number): boolean;
  unhold(): void;
  readonly isHeld: boolean;
  /** The piece that is being heard, base64 µ-law. Null: none. */
  atTheEar(atMs: number): string | null;
  /** Cuts off everything that was not heard. Null when nothing was waiting or playing. */
  clear(atMs: number): { itemId: string; heardMs: number } | null;
  /** Audio that is not heard yet, in ms. */
  readonly waitingMs: number;
}

export function createPlayback(): Playback {
  let queue: Piece[] = [];
  /** Sent but not confirmed, oldest first. */
  let flying: FlyingPiece[] = [];
  /** Raised by each clear, because the carrier returns the marks of dropped audio as if it had been played. */
  let generation = 1;
  let serial = 0;
  let queuedMs = 0;
  let flyingMs = 0;
  /** How much was sent since the last mark. */
  let unmarkedMs = 0;
  let confirmedAtMs = 0;
  /** What had been heard at the moment of the hold. Null while nothing is held. */
  let held: { itemId: string; heardMs: number } | null = null;
  const items = createHeardItems();

  /**
   * Where the ear is in what is on its way. Between two marks it moves on with the time: no piece is heard before it was
   * sent, and nothing behind the next mark that is to come back. Null: nothing is on its way.
   */
  function findEar(atMs: number): Ear | null {
    let fromMs = confirmedAtMs;
    let place = 0;
    for (const { ms, name, sentAtMs } of flying) {
      fromMs = Math.max(fromMs, sentAtMs);
      const isLast = name !== null || place === flying.length - 1;
      if (isLast || atMs < fromMs + ms) return { place, inPieceMs: Math.min(Math.max(0, atMs - fromMs), ms) };
      fromMs += ms;
      place += 1;
    }
    return null;
  }

  /** How far the ear has got in the playing item. Null when nothing is playing. */
  function position(atMs: number): { itemId: string; heardMs: number } | null {
    const ear = findEar(atMs);
    const playing = ear === null ? undefined : flying[ear.place];
    if (ear !== null && playing !== undefined)
      return { itemId: playing.itemId, heardMs: playing.endMs - playing.ms + ear.inPieceMs };
    const next = queue[0];
    return next === undefined ? null : { itemId: next.itemId, heardMs: items.heardMs(next.itemId) };
  }

  function nextName(): string {
    serial += 1;
    unmarkedMs = 0;
    return `${generation}:${serial}`;
  }

  /** The mark of what was sent last, if it still has none. */
  function markLast(): PlaybackSend[] {
    const last = flying.at(-1);
    if (last === undefined || last.name !== null) return [];
    last.name = nextName();
    return [{ type: 'mark', name: last.name }];
  }

  /** The mark that the last piece has to have by now, whether another one follows or not. */
  function markDue(atMs: number): PlaybackSend[] {
    const last = flying.at(-1);
    if (last === undefined) return [];
    const next = queue[0];
    if (next !== undefined) return next.itemId === last.itemId ? [] : markLast();
    const isDue = items.isFinished(last.itemId) || atMs - last.sentAtMs >= ranDryMs;
    return isDue ? markLast() : [];
  }

  function send(piece: Piece, atMs: number, isContested: boolean): PlaybackSend[] {
    const flown: FlyingPiece = { ...piece, name: null, sentAtMs: atMs };
    flying.push(flown);
    queuedMs -= piece.ms;
    flyingMs += piece.ms;
    unmarkedMs += piece.ms;
    const isOften = isContested || piece.endMs <= beginningMs;
    const media: PlaybackSend = { type: 'media', payload: piece.payload };
    return unmarkedMs >= (isOften ? oftenMs : usuallyMs) - 1 ? [media, ...markLast()] : [media];
  }

  function confirm(count: number): void {
    for (const played of flying.slice(0, count)) {
      flyingMs -= played.ms;
      items.hear(played.itemId, played.endMs);
    }
    flying = flying.slice(count);
  }

  return {
    get isHeld() {
      return held !== null;
    },
    atTheEar(atMs) {
      const ear = findEar(atMs);
      return ear === null ? null : (flying[ear.place]?.payload ?? null);
    },
    hold(atMs) {
      if (held !== null) return false;
      held = position(atMs) ?? { itemId: '', heardMs: 0 };
      generation += 1;
      unmarkedMs = 0;
      const wasFlying = flying.length > 0;
      confirm(findEar(atMs)?.place ?? 0);
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
    takeDue(atMs, isContested = false) {
      if (held !== null) return [];
      const sends: PlaybackSend[] = [];
      let taken = 0;
      for (const piece of queue) {
        if (flyingMs >= mostAheadMs) break;
        if (flying.at(-1)?.itemId !== piece.itemId) sends.push(...markLast());
        sends.push(...send(piece, atMs, isContested));
        taken += 1;
      }
      if (taken > 0) queue = queue.slice(taken);
      sends.push(...markDue(atMs));
      return sends;
    },
    mark(name, atMs) {
      const index = flying.findIndex((piece) => piece.name === name);
      const piece = flying[index];
      if (piece === undefined) return null;
      // Marks come back in order. The next one covers a lost one.
      confirm(index + 1);
      confirmedAtMs = atMs;
      return items.report(piece.itemId);
    },
    clear(atMs) {
      const playing = position(atMs);
      const cut = held !== null && held.itemId === playing?.itemId ? held : playing;
      generation += 1;
      unmarkedMs = 0;
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
