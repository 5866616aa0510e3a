import { statements } from './requirements.ts';
import { wordsOf } from './safe-words.ts';

const MAX_QUOTED_WORDS = 18;
const COMMON = new Set(
  'a an and are about be can could do does for from have how i in is it job like me more much of on or position role tell that the there this to us we what when which who will with would you your company team work'.split(
    ' ',
  ),
);

/** An answer to a candidate's question from the job description. Null when it contains none. */
export function findInDescription(question: string, description: string): string | null {
  const asked = contentWords(question);
  let best: { text: string; score: number } | null = null;
  for (const text of statements(description)) {
    if (wordsOf(text).length > MAX_QUOTED_WORDS) continue;
    const score = [...contentWords(text)].filter((word) => asked.has(word)).length;
    if (score > (best?.score ?? 0)) best = { text, score };
  }
  return best === null ? null : `The description says: ${best.text.replace(/[.;]+$/, '')}.`;
}

function contentWords(text: string): Set<string> {
  const words = wordsOf(text.toLowerCase()).map((word) => word.replace(/[^\p{Letter}\p{Number}]/gu, ''));
  // Plural and singular count as the same word here.
  return new Set(words.filter((word) => !COMMON.has(word)).map((word) => word.replace(/s$/, '')));
}
