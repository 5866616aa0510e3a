import type { VoiceSpan } from '@ringback/shared/contract/voice-span';
import { countWords } from '@ringback/shared/report/language-tools';
import type { Exchange } from './exchanges.ts';
import type { HeardTurn } from './heard-turn.ts';
import type { Interview } from './interview.ts';

/** A part of an answer without a sound of the interviewer in between, as far as that was measured. */
export interface SpokenAnswer {
  words: number;
  /** Stretches of voice, at least one. */
  voiced: readonly VoiceSpan[];
  /** The candidate's silences within it, in ms each: at least 250, without gaps of the line. */
  pauses: readonly number[];
  /** From the first sound to the last, in ms, without gaps of the line. */
  lastsMs: number;
  /** All of its voice, in ms. */
  phonationMs: number;
}

/** From this length on, silence is a pause (the usual threshold). */
const shortestPauseMs = 250;
/** A listener's sound, such as "mm-hm", is no answer. */
const backchannel = { mostWords: 2, mostMs: 1_000 } as const;

/** Whether a turn is only a listener's sound. */
export function isListenerSound({ text, startedAtMs, endedAtMs }: HeardTurn, language: string): boolean {
  return endedAtMs - startedAtMs <= backchannel.mostMs && countWords(text, language) <= backchannel.mostWords;
}

const lengthOf = (spans: readonly VoiceSpan[]) =>
  spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** How much of these spans lies within this time, in ms. */
export function msWithin(spans: readonly VoiceSpan[], fromMs: number, toMs: number): number {
  return spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(toMs, span.toMs) - Math.max(fromMs, span.fromMs)),
    0,
  );
}

function toSpokenAnswer(turns: readonly HeardTurn[], language: string): SpokenAnswer | null {
  const voiced = turns.flatMap((turn) => turn.voiced ?? []);
  const [first, last] = [voiced.at(0), voiced.at(-1)];
  if (first === undefined || last === undefined || turns.some((turn) => turn.voiced === null)) return null;
  const words = turns.reduce((sum, { text }) => sum + countWords(text, language), 0);
  if (words === 0) return null;
  const gaps = turns.flatMap(({ lineGaps }) => lineGaps);
  const pauses = voiced.slice(1).map(({ fromMs }, index) => {
    const since = voiced[index]?.toMs ?? fromMs;
    return fromMs - since - msWithin(gaps, since, fromMs);
  });
  return {
    words,
    voiced,
    pauses: pauses.filter((ms) => ms >= shortestPauseMs),
    lastsMs: last.toMs - first.fromMs - msWithin(gaps, first.fromMs, last.toMs),
    phonationMs: lengthOf(voiced),
  };
}

/** The turns of an answer, in parts: each time the interviewer was heard, a new part begins. */
function undivided(answer: readonly HeardTurn[], interviewer: readonly HeardTurn[]): HeardTurn[][] {
  const parts: HeardTurn[][] = [];
  for (const turn of answer) {
    const before = parts.at(-1)?.at(-1);
    const isDivided =
      before === undefined ||
      interviewer.some(
        ({ startedAtMs, endedAtMs }) => endedAtMs > before.endedAtMs && startedAtMs < turn.startedAtMs,
      );
    if (isDivided) parts.push([turn]);
    else parts.at(-1)?.push(turn);
  }
  return parts;
}

/** What was spoken in answer to these questions, without listener's sounds and without what was not measured. */
export function spokenAnswers(
  { turns, language }: Interview,
  exchanges: readonly Exchange[],
): SpokenAnswer[] {
  const interviewer = turns.filter(({ speaker }) => speaker === 'interviewer');
  return exchanges.flatMap(({ answer }) => {
    const said = answer.filter((turn) => !isListenerSound(turn, language));
    return undivided(said, interviewer).flatMap((part) => toSpokenAnswer(part, language) ?? []);
  });
}
