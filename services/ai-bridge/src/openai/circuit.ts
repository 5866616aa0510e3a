/** Keeps calls away from a provider that refuses every session: it would not help it, and each would fail late. */
export interface Circuit {
  readonly isOpen: boolean;
  /** Why the provider refuses this installation, by its code, where only the operator can mend it; null otherwise. */
  readonly trouble: string | null;
  onSuccess(): void;
  onFailure(): void;
  /** A refusal that no other try would change: opens at once. */
  onRefused(code: string): void;
}

const failuresToOpen = 5;
const openMs = 15_000;

/** Opens after five failures in a row, and lets the next call try after fifteen seconds. `now` in ms. */
export function createCircuit(now: () => number = () => performance.now()): Circuit {
  let failures = 0;
  let openUntil = 0;
  let trouble: string | null = null;
  return {
    get trouble() {
      return trouble;
    },
    get isOpen() {
      return now() < openUntil;
    },
    onSuccess() {
      failures = 0;
      // A greeting proves the key, and neither money nor model: those are tried again when the wait is over.
      if (trouble !== null && now() < openUntil) return;
      openUntil = 0;
      trouble = null;
    },
    onRefused(code) {
      trouble = code;
      openUntil = now() + openMs;
    },
    onFailure() {
      failures += 1;
      if (failures >= failuresToOpen) openUntil = now() + openMs;
    },
  };
}
