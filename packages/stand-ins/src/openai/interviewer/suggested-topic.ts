import { z } from 'zod';
import type { PlannedQuestion } from './question-plan.ts';
import { isQuotable, oneLine } from './safe-words.ts';

const block = /^<suggested_topic>[ \t]*\r?\n([\s\S]*?)\r?\n<\/suggested_topic>[ \t]*$/m;
const topicSchema = z.object({ topic: z.string().min(1).max(400) });

/** What a note of the director says besides a topic that a coach suggests. The topic is material, and no order. */
export function readTopic(note: string): { topic: string | null; rest: string } {
  const found = block.exec(note);
  if (found === null) return { topic: null, rest: note };
  const rest = note.replace(block, ' ');
  try {
    return { topic: oneLine(topicSchema.parse(JSON.parse(found[1] ?? '')).topic), rest };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { topic: null, rest };
    throw error;
  }
}

/** The question about a suggested topic. Null: its words are not fit to be said. A topic that is a question is asked as it stands. */
export function toTopicQuestion(topic: string): PlannedQuestion | null {
  const bare = topic.replace(/[\s.,;:!]+$/, '');
  if (!/\p{Letter}/u.test(bare) || !isQuotable(bare)) return null;
  const inOtherWords = `Put differently: when did ${bare.replace(/\?+$/, '')} last come up in your work, and what did you do?`;
  const text = bare.endsWith('?')
    ? bare
    : `I would like to hear about ${bare}. Can you give me one example from your own work?`;
  return { text, inOtherWords, about: null, isDue: true, isSuggested: true };
}
