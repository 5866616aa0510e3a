/** Keeps calls away from a provider that refuses every session: it would not help it, and each would fail late. */
export interface Circuit {
  readonly isOpen: boolean;
  onSuccess(): void;
  onFailure(): void;
}

const failuresToOpen = 5;
const openMs = 15_000;

/** Opens after five failures in a row, and lets the next call try after fifteen seconds. `now` in ms. */
export function createCircuit(now: () => number = Date.now): Circuit {
  let failures = 0;
  let openUntil = 0;
  return {
    get isOpen() {
      return now() < openUntil;
    },
    onSuccess() {
      failures = 0;
      openUntil = 0;
    },
    onFailure() {
      failures += 1;
      if (failures >= failuresToOpen) openUntil = now() + openMs;
    },
  };
}
