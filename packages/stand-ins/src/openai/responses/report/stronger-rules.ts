import { type Interview, isReadable, type Sentence } from './report-input.ts';
import { hasSign, type Sign } from './sentence-signs.ts';

/** What carries a story, in English. A sentence without any of these signs is left out. */
const carries: readonly Sign[] = [
  ...(['situation', 'task', 'own_action', 'shared_action', 'difficulty'] as const),
  ...(['outcome', 'reason', 'comparison', 'limit'] as const),
];
const isCarried = ({ text }: Sentence) => carries.some((sign) => hasSign(text, sign));

/** The fact as a sentence. Its words stay as they are. */
function toSentence(fact: string): string {
  const trimmed = fact.trim();
  return /[.!?…。！？]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}

/**
 * A stronger answer by rules: the sentences of the answer that carry a story, as they were said and in their order, and
 * the fact as the last one. In another language than English, or where no sentence carries anything, all of them. Null
 * if nothing was answered.
 */
export function strengthenByRules(
  { language, questions }: Interview,
  { questionId, fact }: { questionId: string; fact: string },
): { text: string } | null {
  const answer = questions.find(({ id }) => id === questionId)?.answer ?? [];
  if (answer.length === 0) return null;
  const carried = isReadable(language) ? answer.filter(isCarried) : [];
  const kept = carried.length === 0 ? answer : carried;
  return { text: [...kept.map(({ text }) => text), toSentence(fact)].join(' ') };
}
