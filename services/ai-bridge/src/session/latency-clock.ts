import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { ModelInput } from '../domain/model-port.ts';

/**
 * Where the time goes between the end of a candidate's turn, or the beginning of a call, and the interviewer's first
 * audio. Parts of a turn: `taking` (the model makes a turn of what it heard), `asking` (our own share, until a
 * response is requested), `answering` (the model, until its first audio). Parts of the first word: `connecting` (to
 * the model), `confirming` (its receipt), `recording` (the receipt on the record, and the candidate on the line),
 * `answering`.
 */
export const turnParts = ['taking', 'asking', 'answering'] as const;
export const firstWordParts = ['connecting', 'confirming', 'recording', 'answering'] as const;

type LatencyHistograms = Pick<
  BridgeMetrics,
  'turnLatency' | 'turnLatencyPart' | 'firstAudio' | 'firstAudioPart'
>;

export interface LatencyClock {
  onModel(type: ModelInput['type']): void;
  onAsked(): void;
}

/** A sequence of moments. Each is noted once and in this order, or the measurement is dropped. */
function createSteps<Part extends string>(parts: readonly Part[]) {
  let marks: number[] = [];
  return {
    begin(atMs: number) {
      marks = [atMs];
    },
    /** The end of the part with this index. */
    mark(index: number, atMs: number) {
      if (marks.length === index + 1) marks.push(atMs);
    },
    /** How long each part took, in ms, once the last one has ended. Null before. */
    take(): { part: Part; ms: number }[] | null {
      if (marks.length !== parts.length + 1) return null;
      const done = marks;
      marks = [];
      return parts.map((part, index) => ({ part, ms: (done[index + 1] ?? 0) - (done[index] ?? 0) }));
    },
    drop() {
      marks = [];
    },
  };
}

/** Follows one session; `nowMs` is a clock that never goes back. */
export function createLatencyClock(histograms: LatencyHistograms, nowMs: () => number): LatencyClock {
  const { turnLatency, turnLatencyPart, firstAudio, firstAudioPart } = histograms;
  const turn = createSteps(turnParts);
  const firstWord = createSteps(firstWordParts);
  let askedAtMs: number | null = null;
  firstWord.begin(nowMs());

  function onFirstAudio(atMs: number): void {
    if (askedAtMs === null) return;
    firstAudio.observe((atMs - askedAtMs) / 1000);
    askedAtMs = null;
    turn.mark(2, atMs);
    firstWord.mark(3, atMs);
    const parts = turn.take();
    if (parts !== null) {
      turnLatency.observe(parts.reduce((sum, { ms }) => sum + ms, 0) / 1000);
      for (const { part, ms } of parts) turnLatencyPart.observe({ part }, ms / 1000);
    }
    for (const { part, ms } of firstWord.take() ?? []) firstAudioPart.observe({ part }, ms / 1000);
  }

  return {
    onModel(type) {
      const atMs = nowMs();
      if (type === 'model.opened') firstWord.mark(0, atMs);
      else if (type === 'model.confirmed') firstWord.mark(1, atMs);
      else if (type === 'model.speech_started') turn.drop();
      else if (type === 'model.speech_stopped') turn.begin(atMs);
      else if (type === 'model.item_added') turn.mark(0, atMs);
      else if (type === 'model.audio') onFirstAudio(atMs);
    },
    onAsked() {
      const atMs = nowMs();
      askedAtMs = atMs;
      turn.mark(1, atMs);
      firstWord.mark(2, atMs);
    },
  };
}
