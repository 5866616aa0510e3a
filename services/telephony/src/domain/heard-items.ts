/** How much of an item was heard. `final`: all of it. */
export interface HeardReport {
  itemId: string;
  heardMs: number;
  final: boolean;
}

/** How long each item on its way to the caller's ear is, and how much of it was heard. */
export interface HeardItems {
  /** Adds audio to an item. Answers where that audio ends within the item, in ms. */
  add(itemId: string, ms: number): number;
  /** Notes that the item was heard up to this point. */
  hear(itemId: string, heardMs: number): void;
  /** Notes that the item gets no more audio. False: it has none at all. */
  finish(itemId: string): boolean;
  heardMs(itemId: string): number;
  /** The item gets no more audio. */
  isFinished(itemId: string): boolean;
  /** Whether all of the item was heard and no more audio follows. */
  isFinal(itemId: string): boolean;
  /** How much of an item was heard. An item that was heard to its end is forgotten. */
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
    isFinished: (itemId) => finished.has(itemId),
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
