import { wideNetworkOf } from '@ringback/shared/contract/wide-network';

/**
 * Why a socket is refused: `network` has too many, `full` means too many in all, `often` means too many in this
 * minute.
 */
export type CrowdRefusal = 'network' | 'often' | 'full';

/** One admitted socket: it waits until it has started, and leaves once. */
export interface CrowdSlot {
  started(): void;
  leave(): void;
}

/** Counts the admitted sockets by network, from the request until the connection is gone. */
export interface MediaCrowd {
  /** `network`: an address, or the /64 of an IPv6 household. `nowMs` of any steady clock. */
  enter(network: string, nowMs: number): CrowdSlot | CrowdRefusal;
}

/** The share of all sockets that a wide network (/24, IPv6 /48) may have. */
const wideShare = 0.5;
/** The share of sockets that may be waiting to start. A socket that starts needs this slot only for a moment. */
const waitingShare = 0.4;
/** A slot may be taken again every five seconds. */
const timesAMinute = 12;
const minuteMs = 60_000;

const isAbove = (count: number, limit: number) => limit > 0 && count >= limit;

interface Minute {
  startedAt: number;
  entered: number;
}

/**
 * Counts how often each network was admitted within the minute. The end of a minute clears it, so the list is bounded.
 */
function createMinutes() {
  const minutes = new Map<string, Minute>();
  function drop(nowMs: number): void {
    for (const [network, { startedAt }] of minutes) {
      // Entries stand in the order of their beginning.
      if (nowMs - startedAt < minuteMs) return;
      minutes.delete(network);
    }
  }
  return {
    of(network: string, nowMs: number): number {
      drop(nowMs);
      return minutes.get(network)?.entered ?? 0;
    },
    count(network: string, nowMs: number): void {
      const minute = minutes.get(network) ?? { startedAt: nowMs, entered: 0 };
      minutes.set(network, { ...minute, entered: minute.entered + 1 });
    },
  };
}

function createCounts() {
  const counts = new Map<string, number>();
  return {
    of: (name: string) => counts.get(name) ?? 0,
    change(name: string, by: 1 | -1) {
      const count = (counts.get(name) ?? 0) + by;
      if (count === 0) counts.delete(name);
      else counts.set(name, count);
    },
  };
}

/**
 * `most`: sockets in all and of one network; 0 means no limit. A wide network may have half of all, or as many as one
 * of its networks may. Half of the sockets that have not started may belong to one wide network.
 */
export function createMediaCrowd(most: { all: number; network: number }): MediaCrowd {
  const inside = createCounts();
  const waiting = createCounts();
  const minutes = createMinutes();
  const all = '';
  const isBounded = most.network > 0 && most.all > 0;
  const mostOfWide = isBounded ? Math.max(most.network, Math.floor(most.all * wideShare)) : 0;
  const mostWaiting = Math.ceil(most.all * waitingShare);
  const mostWaitingOfWide = most.network > 0 ? Math.ceil(mostWaiting / 2) : 0;

  function refuse(network: string, wide: string, nowMs: number): CrowdRefusal | null {
    if (isAbove(inside.of(network), most.network) || isAbove(inside.of(wide), mostOfWide)) return 'network';
    if (isAbove(waiting.of(wide), mostWaitingOfWide)) return 'network';
    if (isAbove(minutes.of(network, nowMs), most.network * timesAMinute)) return 'often';
    if (isAbove(minutes.of(wide, nowMs), mostOfWide * timesAMinute)) return 'often';
    return isAbove(inside.of(all), most.all) || isAbove(waiting.of(all), mostWaiting) ? 'full' : null;
  }

  return {
    enter(network, nowMs) {
      const wide = wideNetworkOf(network);
      const refusal = refuse(network, wide, nowMs);
      if (refusal !== null) return refusal;
      for (const name of [network, wide, all]) inside.change(name, 1);
      for (const name of [wide, all]) waiting.change(name, 1);
      for (const name of [network, wide]) minutes.count(name, nowMs);
      let isWaiting = true;
      let isInside = true;
      function started(): void {
        if (!isWaiting) return;
        isWaiting = false;
        for (const name of [wide, all]) waiting.change(name, -1);
      }
      return {
        started,
        leave() {
          if (!isInside) return;
          isInside = false;
          started();
          for (const name of [network, wide, all]) inside.change(name, -1);
        },
      };
    },
  };
}
