import type { HeardTurn } from './heard-turn.ts';
import type { Interview } from './interview.ts';
import { isListenerSound, msWithin } from './spoken-answers.ts';

/** A time in which both spoke. Times in ms of caller audio. */
interface Overlap {
  /** The candidate's turn. */
  itemId: string;
  atMs: number;
  lastsMs: number;
  cameSecond: HeardTurn['speaker'];
  /** Who was still heard within a second after its end. Null: neither was. */
  wentOn: HeardTurn['speaker'] | null;
}

/** A shorter overlap is an ordinary change of turns. */
const shortestMs = 500;
const goesOnWithinMs = 1_000;

const voiceOf = ({ voiced, startedAtMs, endedAtMs }: HeardTurn) =>
  voiced ?? [{ fromMs: startedAtMs, toMs: endedAtMs }];

function overlapOf(candidate: HeardTurn, interviewer: HeardTurn): Overlap | null {
  const fromMs = Math.max(candidate.startedAtMs, interviewer.startedAtMs);
  const toMs = Math.min(candidate.endedAtMs, interviewer.endedAtMs);
  // Most pairs of turns are far apart.
  if (toMs - fromMs < shortestMs) return null;
  if (msWithin(voiceOf(candidate), fromMs, toMs) < shortestMs) return null;
  const isHeardAfter = (turn: HeardTurn) => msWithin(voiceOf(turn), toMs, toMs + goesOnWithinMs) > 0;
  const wentOn = [candidate, interviewer].find(isHeardAfter)?.speaker ?? null;
  return {
    ...{ itemId: candidate.itemId, atMs: fromMs, lastsMs: toMs - fromMs },
    cameSecond: candidate.startedAtMs >= interviewer.startedAtMs ? 'candidate' : 'interviewer',
    wentOn,
  };
}

/** The times in which both were heard for half a second and more, and neither was only listening. */
export function overlapsOf({ turns, language }: Interview): Overlap[] {
  const spoken = turns.filter(
    (turn) => turn.endedAtMs > turn.startedAtMs && !isListenerSound(turn, language),
  );
  const interviewer = spoken.filter(({ speaker }) => speaker === 'interviewer');
  return spoken
    .filter(({ speaker }) => speaker === 'candidate')
    .flatMap((candidate) => interviewer.flatMap((other) => overlapOf(candidate, other) ?? []));
}
