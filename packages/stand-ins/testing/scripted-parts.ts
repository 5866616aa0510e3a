import { loudnessOf } from '../src/candidate/loudness.ts';
import type { Ears, Mind, MindAnswer, MindContext, Mouth, PartFactories } from '../src/openai/parts.ts';
import { MULAW_BYTES_PER_MS } from '../src/openai/protocol/audio-format.ts';
import { textOf } from '../src/openai/protocol/conversation-item.ts';
import type { Hearing, SpeechEdge, TurnDetector } from '../src/voice/types.ts';

/** Parts that do exactly what a test says. All sessions of a server share the queues, in order of use. */

/** Telephone speech is above this, in 16-bit units. Silence and line noise are below. */
const SPEECH_LOUDNESS = 500;
const FRAME_BYTES = 160;
const FRAME_MS = 20;
/** Shorter sounds are clicks. */
const SHORTEST_SPEECH_MS = 60;

/** Speech by loudness alone: enough for tones and recordings without noise. */
export function createLoudnessDetector({ hangoverMs }: { hangoverMs: number }): TurnDetector {
  let rest = new Uint8Array(0);
  let positionMs = 0;
  let loudMs = 0;
  let quietMs = 0;
  let isSpeaking = false;

  const hearFrame = (frame: Uint8Array): SpeechEdge | null => {
    const isLoud = loudnessOf(frame) >= SPEECH_LOUDNESS;
    positionMs += FRAME_MS;
    loudMs = isLoud ? loudMs + FRAME_MS : 0;
    quietMs = isLoud ? 0 : quietMs + FRAME_MS;
    if (!isSpeaking && loudMs >= SHORTEST_SPEECH_MS) {
      isSpeaking = true;
      return { type: 'started', atMs: positionMs - loudMs };
    }
    if (isSpeaking && quietMs >= hangoverMs && quietMs > 0) {
      isSpeaking = false;
      return { type: 'stopped', atMs: positionMs - quietMs };
    }
    return null;
  };

  return {
    push(audio) {
      const edges: SpeechEdge[] = [];
      const all = new Uint8Array(Buffer.concat([rest, audio]));
      let offset = 0;
      for (; offset + FRAME_BYTES <= all.length; offset += FRAME_BYTES) {
        const edge = hearFrame(all.subarray(offset, offset + FRAME_BYTES));
        if (edge !== null) edges.push(edge);
      }
      rest = all.slice(offset);
      return edges;
    },
    close() {},
  };
}

/** Every turn is heard as the next text of the queue, or as a sentence that tells its length. */
export function createScriptedHearing(texts: string[]): Hearing {
  return {
    transcribe: async (audio) => {
      const text = texts.shift() ?? `(spoke for ${Math.round(audio.length / MULAW_BYTES_PER_MS)} ms)`;
      return { text, raw: text };
    },
    close: async () => {},
  };
}

/** Ears that hear by loudness and understand from a queue. `null`: they understand nothing. */
export function createScriptedEars(texts: string[] | null): Ears {
  return {
    createTurnDetector: createLoudnessDetector,
    hearing: texts === null ? null : createScriptedHearing(texts),
    isIncremental: false,
  };
}

/** A tone of this many milliseconds for each word, always the same for the same text. */
export function createToneMouth({ msPerWord = 200 }: { msPerWord?: number } = {}): Mouth {
  return {
    speak: async (text, { audioMs, signal } = {}) => {
      signal?.throwIfAborted();
      const words = text.split(/\s+/).filter((word) => word !== '').length;
      return tone(audioMs ?? words * msPerWord);
    },
  };
}

/** A square wave of 500 Hz in µ-law, loud enough to count as speech. */
export function tone(durationMs: number): Uint8Array {
  return Uint8Array.from({ length: Math.round(durationMs * MULAW_BYTES_PER_MS) }, (_, index) =>
    index % 16 < 8 ? 0x90 : 0x10,
  );
}

/** Silence in µ-law. */
export function silence(durationMs: number): Uint8Array {
  return new Uint8Array(Math.round(durationMs * MULAW_BYTES_PER_MS)).fill(0xff);
}

/** An answer, or a function that makes one from what is known. */
export type ScriptedAnswer = MindAnswer | ((context: MindContext) => MindAnswer | Promise<MindAnswer>);

/** A mind that says the next answer of the queue. Without one it repeats what it heard, with the number of the turn. */
export function createScriptedMind(answers: ScriptedAnswer[]): Mind {
  let turn = 0;
  return {
    async answer(context) {
      turn += 1;
      const next = answers.shift();
      if (typeof next === 'function') return next(context);
      return next ?? { text: `Answer ${turn} to: ${await lastWords(context)}` };
    },
  };
}

async function lastWords(context: MindContext): Promise<string> {
  const last = context.entries.findLast(({ item }) => item.type === 'message' && item.role === 'user');
  if (last === undefined) return 'nothing';
  const heard = await context.heard(last);
  return heard?.text ?? textOf(last.item);
}

/** What a scripted stand-in consists of. Tests keep the arrays and may push to them at any time. */
export interface Script {
  answers: ScriptedAnswer[];
  /** What the next turns are heard as; null: nothing can be understood. */
  heard: string[] | null;
  msPerWord?: number;
}

/** The three parts from one script. */
export function scriptedParts(script: Script): PartFactories {
  const ears = createScriptedEars(script.heard);
  const mouth = createToneMouth(script.msPerWord === undefined ? {} : { msPerWord: script.msPerWord });
  const mind = createScriptedMind(script.answers);
  return { ears: () => ears, mouth: () => mouth, mind: () => mind };
}
