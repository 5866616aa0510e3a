import type { Fact } from '@ringback/shared/session/command';
import type { Conversation, Turn } from './conversation.ts';
import { type SpokenSpan, spokenWithin, voiceWithin, within } from './stretches.ts';

/** When a turn was spoken so far. A turn of the candidate may still be going on. */
function spanOf({ callerSpeech, clockMs }: Conversation, turn: Turn): { from: number; to: number } {
  const from = turn.startedAtMs ?? 0;
  if (turn.speaker === 'interviewer') return { from, to: turn.heardUntilMs ?? from + turn.heardMs };
  const to = turn.endedAtMs ?? clockMs;
  const loud = spokenWithin(callerSpeech, { fromMs: from, toMs: to });
  return loud === null ? { from, to } : { from: loud.fromMs, to: loud.toMs };
}

const rounded = (spans: readonly SpokenSpan[]) =>
  spans.map(({ fromMs, toMs }) => ({ fromMs: Math.round(fromMs), toMs: Math.round(toMs) }));

/** What is known of the inside of a candidate's turn: voice, pauses, and gaps that are no pauses. */
function insideOf(
  { callerSpeech, lineGaps }: Conversation,
  window: SpokenSpan,
): Pick<Measured, 'voiced' | 'lineGaps'> {
  const voiced = voiceWithin(callerSpeech, window);
  const gaps = within(lineGaps, window);
  return {
    ...(voiced === null ? {} : { voiced: rounded(voiced) }),
    ...(gaps.length === 0 ? {} : { lineGaps: rounded(gaps) }),
  };
}

type Measured = Extract<Fact, { type: 'speech.measured' }>;

/**
 * When a turn was spoken, compared with the other side's turns, in audio time. The interviewer's times come from the
 * marks, the candidate's from their own loudness.
 */
export function measureSpeech(conversation: Conversation, turn: Turn): Measured {
  const span = (other: Turn) => spanOf(conversation, other);
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
    ...(turn.speaker === 'candidate' ? insideOf(conversation, { fromMs: from, toMs: to }) : {}),
  };
}
