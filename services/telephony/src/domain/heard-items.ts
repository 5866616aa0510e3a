/** How much of an item was heard. `final`: all of it. */
export interface HeardReport {
  itemId: string;
  heardMs: number;
  final: boolean;
}

/** How much there is of each item on its way to the ear, and how much of it was heard. */
export interface HeardItems {
  /** More of an item; answers where it ends within the item, in ms. */
  add(itemId: string, ms: number): number;
  /** Heard up to here. */
  hear(itemId: string, heardMs: number): void;
  /** The item gets no more audio; false when there is none of it. */
  finish(itemId: string): boolean;
  heardMs(itemId: string): number;
  /** All of it was heard, and no more comes. */
  isFinal(itemId: string): boolean;
  /** What was heard of an item, which is forgotten when that was all. */
  report(itemId: string): HeardReport;
  clear(): void;
}

export function createHeardItems(): HeardItems {
  const addedMs = new Map<string, number>();
  const heardMs = new Map<string, number>();
  const finished = new Set<string>();
  const heardOf = (itemId: string) => heardMs.get(itemId) ?? 0;
  const isFinal = (itemId: string) => finished.has(itemId) && heardOf(itemId) >= (addedMs.get(itemId) ?? 0);
  return {
    add(itemId, ms) {
      const endMs = (addedMs.get(itemId) ?? 0) + ms;
      addedMs.set(itemId, endMs);
      return endMs;
    },
    hear(itemId, upToMs) {
      heardMs.set(itemId, upToMs);
    },
    finish(itemId) {
      if (!addedMs.has(itemId)) return false;
      finished.add(itemId);
      return true;
    },
    heardMs: heardOf,
    isFinal,
    report(itemId) {
      const final = isFinal(itemId);
      const heard = heardOf(itemId);
      if (final) {
        addedMs.delete(itemId);
        heardMs.delete(itemId);
        finished.delete(itemId);
      }
      return { itemId, heardMs: heard, final };
    },
    clear() {
      addedMs.clear();
      heardMs.clear();
      finished.clear();
    },
  };
}
