import { setTimeout as wait } from 'node:timers/promises';
import type { PartFactories } from '@ringback/stand-ins/openai/parts';
import { textOf } from '@ringback/stand-ins/openai/protocol/conversation-item';
import { createScriptedEars, tone } from '@ringback/stand-ins/testing/scripted-parts';

/** Marks everything that belongs to one session, so that its words are recognised in another one. */
export const canaryPattern = /canary[a-z0-9]+/g;

export function newCanary(random: () => number = Math.random): string {
  return `canary${Math.floor(random() * 36 ** 8)
    .toString(36)
    .padStart(8, '0')}`;
}

const canaryIn = (text: string) => text.match(canaryPattern)?.at(-1) ?? 'nobody';

/** How long every answer of the interviewer is, and its goodbye, in ms of audio. */
export const answerMs = 2_400;
const goodbyeMs = 4_000;

/**
 * An interviewer that names in every answer the job it has been told, and speaks equally long each time. Asked to
 * stop, it says goodbye. What the candidate says is heard as a sentence with the number of the model's session, and
 * understood this long after they have finished.
 */
export function canaryParts({ wordsAfterMs = () => 0 }: { wordsAfterMs?: () => number } = {}): PartFactories {
  return {
    ears: (sessionIndex) => {
      const ears = createScriptedEars(
        Array.from({ length: 50 }, (_, turn) => `said in ${sessionIndex} at ${turn}`),
      );
      const { hearing } = ears;
      if (hearing === null) return ears;
      const transcribe: typeof hearing.transcribe = async (...heard) => {
        await wait(wordsAfterMs());
        return hearing.transcribe(...heard);
      };
      return { ...ears, hearing: { ...hearing, transcribe } };
    },
    mouth: () => ({
      speak: async (_text, options = {}) => {
        options.signal?.throwIfAborted();
        return tone(options.audioMs ?? answerMs);
      },
    }),
    mind: () => {
      let turn = 0;
      return {
        answer: async ({ configuration, entries }) => {
          turn += 1;
          const note = entries.findLast(({ item }) => item.type === 'message' && item.role === 'system');
          if (note !== undefined && textOf(note.item).includes('end_interview'))
            return {
              text: 'Thank you for coming, and goodbye',
              audioMs: goodbyeMs,
              toolCalls: [{ name: 'end_interview', arguments: { reason: 'candidate_asked' } }],
            };
          const instructions = configuration.instructions ?? '';
          return { text: `Question ${turn} for ${canaryIn(instructions)}`, audioMs: answerMs };
        },
      };
    },
  };
}
