/**
 * Keeps calls away from a provider that refuses every session. Calling would not help the provider, and each call
 * would fail late.
 */
export interface Circuit {
  readonly isOpen: boolean;
  /** The code with which the provider refuses this installation, when only the operator can fix it. Null otherwise. */
  readonly trouble: string | null;
  /** Only a response can show that the trouble is over. One more call may be taken, as a trial. */
  readonly isOnTrial: boolean;
  /**
   * Whether a session that no call waits for may be opened. Where the provider does not answer, it is how an open circuit
   * learns at once that the provider is back. One that refuses this installation is left alone.
   */
  readonly mayProbe: boolean;
  /** Whether another call may begin. On trial, this call takes the try, and the next one waits for its outcome. */
  mayBegin(): boolean;
  /** A session was greeted. */
  onSuccess(): void;
  /** A response was made. */
  onAnswered(): void;
  onFailure(): void;
  /**
   * A refusal that no further try would change opens the circuit at once. `hasGreeted`: it came in a session that had
   * begun.
   */
  onRefused(code: string, hasGreeted: boolean): void;
}

const failuresToOpen = 5;
const openMs = 15_000;
/** A trial call has its greeting within this time, including the ringing of a phone. */
const tryMs = 45_000;
const longestPauseMs = 5 * 60_000;

/**
 * Opens after five failures in a row, and lets the next call try after fifteen seconds. Trouble that only the operator
 * can fix opens it at once. A greeting proves that the key is valid, but not that there is money or that the model may
 * be used: trouble found after a greeting stays until a response is made. One call at a time tries, after a pause that
 * doubles with each refusal. `now` in ms.
 */
export function createCircuit(now: () => number = () => performance.now()): Circuit {
  let failures = 0;
  let openUntil = 0;
  let trouble: string | null = null;
  let needsAnswer = false;
  let isTrying = false;
  let pauseMs = openMs;

  const isOpen = () => now() < openUntil;
  function close(): void {
    openUntil = 0;
    trouble = null;
    needsAnswer = isTrying = false;
    pauseMs = openMs;
  }

  return {
    get trouble() {
      return trouble;
    },
    get isOpen() {
      return isOpen();
    },
    get isOnTrial() {
      return needsAnswer && !isOpen();
    },
    get mayProbe() {
      return !isOpen() || trouble === null;
    },
    mayBegin() {
      if (isOpen()) return false;
      isTrying = needsAnswer;
      if (isTrying) openUntil = now() + tryMs;
      return true;
    },
    onSuccess() {
      failures = 0;
      if (trouble === null || !(needsAnswer || isOpen())) close();
    },
    onAnswered() {
      if (needsAnswer) close();
    },
    onRefused(code, hasGreeted) {
      if (isTrying) pauseMs = Math.min(longestPauseMs, 2 * pauseMs);
      isTrying = false;
      trouble = code;
      needsAnswer ||= hasGreeted;
      openUntil = now() + pauseMs;
    },
    onFailure() {
      failures += 1;
      if (failures >= failuresToOpen) openUntil = Math.max(openUntil, now() + openMs);
    },
  };
}
