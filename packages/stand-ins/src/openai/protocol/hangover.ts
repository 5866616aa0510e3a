import type { TurnDetection } from './session-configuration.ts';

/**
 * How long the caller must be silent before the turn is over. OpenAI's semantic detection decides by meaning, with
 * longest waits of 8, 4 and 2 s. Without meaning, a fixed wait in the same order comes nearest.
 */
const SEMANTIC_HANGOVER_MS = { low: 2000, medium: 800, auto: 800, high: 500 } as const;

export function hangoverMs(detection: TurnDetection): number {
  return detection.type === 'server_vad'
    ? detection.silence_duration_ms
    : SEMANTIC_HANGOVER_MS[detection.eagerness];
}

/** How much audio before the first sound belongs to the turn. Semantic detection has no setting for it. */
export function prefixPaddingMs(detection: TurnDetection): number {
  return detection.type === 'server_vad' ? detection.prefix_padding_ms : 300;
}
