import type { Fact } from '@ringback/shared/session/decide';
import type { Conversation, Turn } from './conversation.ts';

const span = (turn: Turn) => {
  const from = turn.startedAtMs ?? 0;
  return { from, to: turn.speaker === 'interviewer' ? from + turn.heardMs : (turn.endedAtMs ?? from) };
};

/** When a turn was spoken, against the turns of the other one. By audio time, as the model and the marks tell it. */
export function measureSpeech(
  conversation: Conversation,
  turn: Turn,
): Extract<Fact, { type: 'speech.measured' }> {
  const { from, to } = span(turn);
  const others = [...conversation.turns.values()]
    .filter(({ speaker, startedAtMs }) => speaker !== turn.speaker && startedAtMs !== null)
    .map(span)
    .filter((other) => other.to > other.from);
  const overlapMs = others.reduce(
    (sum, other) => sum + Math.max(0, Math.min(to, other.to) - Math.max(from, other.from)),
    0,
  );
  const before = others.filter((other) => other.from < from);
  const lastEnd = before.length === 0 ? null : Math.max(...before.map((other) => other.to));
  return {
    type: 'speech.measured',
    itemId: turn.itemId,
    speaker: turn.speaker,
    startedAtMs: Math.round(from),
    endedAtMs: Math.round(Math.max(from, to)),
    overlapMs: Math.round(overlapMs),
    afterMs: lastEnd === null || lastEnd > from ? null : Math.round(from - lastEnd),
  };
}
