import { WorkerQueue } from '@ringback/shared/runtime/worker-queue';
import type { SpeakRequest } from './flite-worker.ts';
import { splitSentences, toSpeakable } from './sentences.ts';
import type { Voice } from './types.ts';

/** A voice with a worker behind it. After `close`, `speak` rejects. */
export interface ClosableVoice extends Voice {
  close(): Promise<void>;
}

type FliteVoice = SpeakRequest['voice'];

/** The three speakers of the synthesiser: `slt` US female, `awb` Scottish male, `rms` US male. */
const FLITE_VOICES: readonly FliteVoice[] = ['slt', 'awb', 'rms'];

/** The Realtime API's voices, each mapped to the nearest of the three. */
const REALTIME_VOICES: Readonly<Record<string, FliteVoice>> = {
  alloy: 'slt',
  ash: 'rms',
  ballad: 'awb',
  cedar: 'rms',
  coral: 'slt',
  echo: 'rms',
  marin: 'slt',
  sage: 'slt',
  shimmer: 'slt',
  verse: 'awb',
};

/** The synthesiser's voice for one of its own names or a Realtime API name; `slt` for any other. */
export function toFliteVoice(name: string | undefined): FliteVoice {
  return FLITE_VOICES.find((voice) => voice === name) ?? REALTIME_VOICES[name ?? ''] ?? 'slt';
}

/**
 * The offline voice: Flite in a worker thread. A long text is spoken sentence by sentence, so that two calls that
 * speak at the same time take turns.
 *
 * @throws Error when the synthesiser is not installed or is not the pinned version.
 */
export async function createFliteVoice(): Promise<ClosableVoice> {
  const queue = new WorkerQueue<SpeakRequest, Uint8Array>({
    name: 'the voice',
    script: new URL('./flite-worker.ts', import.meta.url),
    maxWaiting: 500,
    startTimeoutMs: 30_000,
    answerTimeoutMs: 30_000,
  });
  await queue.ready;
  return {
    async speak(text, options = {}) {
      const voice = toFliteVoice(options.voice);
      const sentences = splitSentences(text)
        .map(toSpeakable)
        .filter((sentence) => sentence !== '');
      const spoken: Uint8Array[] = [];
      for (const sentence of sentences)
        spoken.push(await queue.ask({ text: sentence, voice }, options.signal));
      return new Uint8Array(Buffer.concat(spoken));
    },
    close: () => queue.close(),
  };
}
