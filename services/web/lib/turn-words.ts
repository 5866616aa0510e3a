import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { Words } from './words/words.ts';

type Turn = Pick<TranscriptItem, 'speaker' | 'status' | 'text' | 'startedAtMs' | 'endedAtMs'>;

/** The reader of the candidate's words. */
export type Reader = 'candidate' | 'coach';

/** Who speaks, in words for the reader. */
export function toSpeakerWords(words: Words['session'], speaker: Turn['speaker'], reader: Reader): string {
  const { interviewer, you, candidate } = words.speakers;
  if (speaker === 'interviewer') return interviewer;
  return reader === 'candidate' ? you : candidate;
}

/** A shorter sound without words was a cough or a click, so nothing is missing. */
const shortestSpeechMs = 500;

/** Something was said but its words are unknown. The gap stands where it was said. */
export function isNotUnderstood({ speaker, status, text, startedAtMs, endedAtMs }: Turn): boolean {
  if (speaker !== 'candidate' || status === 'in_progress' || text.trim() !== '') return false;
  return startedAtMs === null || endedAtMs === null || endedAtMs - startedAtMs >= shortestSpeechMs;
}

/** Turns without words are of no use to a reader, unless the person is still speaking or was not understood. */
export function isShown(turn: Turn): boolean {
  return turn.status === 'in_progress' || turn.text.trim() !== '' || isNotUnderstood(turn);
}

/** This many answers in a row without words are no accident. */
const fewestForAll = 2;

/**
 * The notice above the transcript about answers without words, shown once. Null when there are none. The interviewer
 * listens to the sound itself, so the interview goes on.
 */
export function toGapWords(
  words: Words['session'],
  transcript: readonly Turn[],
  reader: Reader,
): string | null {
  const answers = transcript.filter((turn) => turn.speaker === 'candidate' && turn.status !== 'in_progress');
  const gaps = answers.filter(isNotUnderstood).length;
  if (gaps === 0) return null;
  const isAll = gaps >= fewestForAll && answers.every((turn) => turn.text.trim() === '');
  return (isAll ? words.allWordsMissing : words.someWordsMissing)[reader];
}

/**
 * The turns in order, cut before the first that is not over: those before it are final and stand in the log, which tells
 * each once. The others follow, so that none is told before the one it answers.
 */
export function splitTranscript<T extends Pick<Turn, 'status'>>(
  turns: readonly T[],
): { log: T[]; tail: T[] } {
  const at = turns.findIndex(({ status }) => status === 'in_progress');
  return at < 0 ? { log: [...turns], tail: [] } : { log: turns.slice(0, at), tail: turns.slice(at) };
}
