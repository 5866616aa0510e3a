/** Why a socket is not let in: too many of its network's, or too many in all. */
export type CrowdRefusal = 'network' | 'full';

/** Counts who is in, by network, from the request until the connection is gone. */
export interface MediaCrowd {
  /** Null when there is room; then `leave` is to be called once. */
  enter(network: string): CrowdRefusal | null;
  leave(network: string): void;
}

/** `most`: sockets in all and of one network; 0 means no limit. */
export function createMediaCrowd(most: { all: number; network: number }): MediaCrowd {
  const inside = new Map<string, number>();
  let all = 0;
  const isAbove = (count: number, limit: number) => limit > 0 && count >= limit;
  return {
    enter(network) {
      const own = inside.get(network) ?? 0;
      if (isAbove(own, most.network)) return 'network';
      if (isAbove(all, most.all)) return 'full';
      inside.set(network, own + 1);
      all += 1;
      return null;
    },
    leave(network) {
      const own = inside.get(network);
      if (own === undefined) return;
      all -= 1;
      if (own === 1) inside.delete(network);
      else inside.set(network, own - 1);
    },
  };
}
