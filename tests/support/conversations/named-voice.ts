import { createLocalInterviewer } from '@ringback/stand-ins/openai/interviewer/local-interviewer';
import type { PartFactories } from '@ringback/stand-ins/openai/parts';
import { createLoudnessDetector, createToneMouth } from '@ringback/stand-ins/testing/scripted-parts';

/**
 * A voice whose sound tells which text it is, so that a model that only hears audio understands many callers at once.
 * It is a loud tone whose fine steps carry a number. µ-law passes through every service unchanged.
 */
export interface NamedVoice {
  /** This text as audio of this many ms. At most 256 different texts. */
  say(text: string, durationMs: number): Uint8Array;
  /** The text in this audio. Empty for any other sound. */
  understand(audio: Uint8Array): string;
}

const blockBytes = 16;
const loud = { high: 0x90, low: 0x10 };

export function createNamedVoice(): NamedVoice {
  const texts: string[] = [];
  return {
    say(text, durationMs) {
      let number = texts.indexOf(text);
      if (number < 0) number = texts.push(text) - 1;
      if (number > 255) throw new Error('too many texts');
      const [high, low] = [loud.high | (number >> 4), loud.low | (number & 15)];
      return Uint8Array.from({ length: durationMs * 8 }, (_, at) => (at % blockBytes < 8 ? high : low));
    },
    understand(audio) {
      for (let at = 0; at + 8 < audio.length; at++) {
        const [high = 0, low = 0] = [audio[at], audio[at + 1]];
        if ((high & 0xf0) === loud.high && (low & 0xf0) === loud.low)
          return texts[((high & 15) << 4) | (low & 15)] ?? '';
      }
      return '';
    },
  };
}

/** The local interviewer, which hears this voice and speaks quickly. */
export function namedVoiceParts(voice: NamedVoice, msPerWord: number): PartFactories {
  return {
    ears: () => ({
      createTurnDetector: createLoudnessDetector,
      isIncremental: false,
      hearing: {
        transcribe: async (audio) => {
          const text = voice.understand(audio);
          return { text, raw: text };
        },
        close: async () => {},
      },
    }),
    mouth: () => createToneMouth({ msPerWord }),
    mind: () => createLocalInterviewer(),
  };
}
