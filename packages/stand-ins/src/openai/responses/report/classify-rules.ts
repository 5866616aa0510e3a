import type { Interview, Sentence } from './report-input.ts';
import { isReadable } from './report-input.ts';
import { hasSign } from './sentence-signs.ts';

const usual = /\b(?:always|usually|often|generally|normally|every time|whenever|tend to|would)\b/i;
const aboutSelf =
  /\b(?:i am|i'm|my strengths?|i have (?:a lot of )?experience|i see myself|i like|i love|i work)\b/i;

/** The kind of an answer, judged by the form of its sentences. */
function typeOf(answer: readonly Sentence[]): string {
  const acts = answer.filter(({ text }) => hasSign(text, 'own_action') || hasSign(text, 'shared_action'));
  if (acts.length > 1 && answer.some(({ text }) => hasSign(text, 'outcome'))) return 'story';
  if (acts.length > 0) return 'example';
  if (answer.filter(({ text }) => usual.test(text)).length > 1) return 'pseudo_story';
  return answer.some(({ text }) => aboutSelf.test(text)) ? 'self_description' : 'opinion';
}

type Part = 'situation' | 'task' | 'action' | 'result';

function partOf({ id, text }: Sentence, firstAction: string | undefined): Part | null {
  if (hasSign(text, 'own_action')) return 'action';
  if (firstAction !== undefined && id > firstAction && hasSign(text, 'outcome')) return 'result';
  if (hasSign(text, 'shared_action')) return 'action';
  if (hasSign(text, 'task')) return 'task';
  return hasSign(text, 'situation') || hasSign(text, 'difficulty') ? 'situation' : null;
}

/** Which kind each answer is, and which sentences tell which part of a story, judged by signs alone. English only. */
export function classifyByRules({ language, questions }: Interview): object {
  const answered = isReadable(language) ? questions.filter(({ answer }) => answer.length > 0) : [];
  const parts: Record<Part, string[]> = { situation: [], task: [], action: [], result: [] };
  for (const { answer } of answered) {
    const first = answer.find(
      ({ text }) => hasSign(text, 'own_action') || hasSign(text, 'shared_action'),
    )?.id;
    for (const sentence of answer) {
      const part = partOf(sentence, first);
      if (part !== null) parts[part].push(sentence.id);
    }
  }
  return { types: answered.map(({ id, answer }) => ({ questionId: id, type: typeOf(answer) })), ...parts };
}
