import type { MindContext } from '../parts.ts';
import type { Entry } from '../protocol/conversation.ts';
import { textOf } from '../protocol/conversation-item.ts';
import { oneLine, wordsOf } from './safe-words.ts';
import { readTopic } from './suggested-topic.ts';

/** The conversation as the interviewer sees it: who said what, in order. */
export type Fact =
  | { by: 'interviewer'; text: string; isCut: boolean; isReplayed: boolean; atMs: number }
  /** `text` null: the candidate spoke, but the words are unknown. */
  | { by: 'candidate'; text: string | null; durationMs: number; atMs: number }
  /** `topic`: what a coach suggests for the next question. */
  | { by: 'system'; text: string; topic: string | null; atMs: number }
  | { by: 'tool_call'; name: string; arguments: string; atMs: number }
  | { by: 'tool_output'; atMs: number };

/** Waits until everything that was spoken has been heard. */
export async function readFacts(context: Pick<MindContext, 'entries' | 'heard'>): Promise<Fact[]> {
  const facts = await Promise.all(context.entries.map((entry) => toFact(entry, context)));
  return facts.filter((fact) => fact !== null);
}

async function toFact(entry: Entry, context: Pick<MindContext, 'heard'>): Promise<Fact | null> {
  const { item, atMs } = entry;
  if (item.type === 'function_call')
    return { by: 'tool_call', name: item.name, arguments: item.arguments, atMs };
  if (item.type === 'function_call_output') return { by: 'tool_output', atMs };
  if (item.role === 'system') {
    const { topic, rest } = readTopic(textOf(item));
    return { by: 'system', text: oneLine(rest), topic, atMs };
  }
  const text = oneLine(textOf(item));
  if (item.role === 'assistant') {
    if (text === '') return null;
    // Whole turns end with a sentence. A turn that was cut at a barge-in, or replayed as far as it was heard, does
    // not.
    return {
      by: 'interviewer',
      text,
      isCut: !/[.?!]$/.test(text),
      isReplayed: entry.origin === 'client',
      atMs,
    };
  }
  const heard = await context.heard(entry);
  const said = heard === null ? text : heard.text;
  const durationMs = heard?.durationMs ?? spokenMs(text);
  return { by: 'candidate', text: said === null ? null : oneLine(said), durationMs, atMs };
}

/** How long some words take to say, at 150 words a minute. */
function spokenMs(text: string): number {
  return wordsOf(text).length * 400;
}

/**
 * How long the interview has lasted: by the clock of the caller's audio since the interviewer's first word in this
 * session, and by the number of words for what was replayed from an earlier session.
 */
export function elapsedMs(facts: readonly Fact[], audioPositionMs: number): number {
  let replayedMs = 0;
  let beganAtMs: number | null = null;
  const first = facts.findIndex((fact) => fact.by === 'interviewer' && !fact.isReplayed);
  for (const [index, fact] of facts.entries()) {
    const isBefore = first === -1 || index < first;
    if (isBefore && (fact.by === 'interviewer' || fact.by === 'candidate'))
      replayedMs += spokenMs(fact.text ?? '');
    if (index === first) beganAtMs = fact.atMs;
  }
  const hasReplay = facts.some((fact) => fact.by === 'interviewer' && fact.isReplayed);
  const sinceMs = audioPositionMs - (beganAtMs ?? audioPositionMs);
  return (hasReplay ? replayedMs : 0) + Math.max(0, sinceMs);
}
