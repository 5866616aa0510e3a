import type { PartFactories } from '@ringback/stand-ins/openai/parts';
import { createScriptedEars, tone } from '@ringback/stand-ins/openai/scripted';

/** Marks everything that belongs to one session, so that a word of another one is recognised. */
export const canaryPattern = /canary[a-z0-9]+/g;

export function newCanary(random: () => number = Math.random): string {
  return `canary${Math.floor(random() * 36 ** 8)
    .toString(36)
    .padStart(8, '0')}`;
}

const canaryIn = (text: string) => text.match(canaryPattern)?.at(-1) ?? 'nobody';

/** How long every answer of the interviewer is, in ms of audio. */
export const answerMs = 2_400;

/**
 * An interviewer that names in every answer whose job it has been told of, and speaks as long each time. What the candidate says is heard as a sentence with the number of the model's session.
 */
export function canaryParts(): PartFactories {
  return {
    ears: (sessionIndex) =>
      createScriptedEars(Array.from({ length: 50 }, (_, turn) => `said in ${sessionIndex} at ${turn}`)),
    mouth: () => ({
      speak: async (_text, options = {}) => {
        options.signal?.throwIfAborted();
        return tone(options.audioMs ?? answerMs);
      },
    }),
    mind: () => {
      let turn = 0;
      return {
        answer: async ({ configuration }) => {
          turn += 1;
          const instructions = configuration.instructions ?? '';
          return { text: `Question ${turn} for ${canaryIn(instructions)}`, audioMs: answerMs };
        },
      };
    },
  };
}
