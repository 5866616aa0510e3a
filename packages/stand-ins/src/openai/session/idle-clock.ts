import type { SessionConfiguration } from '../protocol/session-configuration.ts';

/** Measures how long the caller has been silent since the last answer was played, in the caller's audio time. */
export class IdleClock {
  #fromMs: number | null = null;

  start(fromMs: number): void {
    this.#fromMs = fromMs;
  }

  stop(): void {
    this.#fromMs = null;
  }

  /** The silence, once it is as long as the session's `idle_timeout_ms`; the clock then stops. */
  check(configuration: SessionConfiguration, nowMs: number): { fromMs: number; toMs: number } | null {
    const detection = configuration.audio.input.turn_detection;
    const timeoutMs = detection?.type === 'server_vad' ? detection.idle_timeout_ms : null;
    if (timeoutMs === null || this.#fromMs === null || nowMs - this.#fromMs < timeoutMs) return null;
    const silence = { fromMs: this.#fromMs, toMs: nowMs };
    this.#fromMs = null;
    return silence;
  }
}
