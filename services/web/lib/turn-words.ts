import type { TranscriptItem } from '@ringback/shared/contract/session-view';

type Turn = Pick<TranscriptItem, 'speaker' | 'status' | 'text' | 'startedAtMs' | 'endedAtMs'>;

/** Whom the candidate's words are shown to. */
export type Reader = 'candidate' | 'coach';

/** Who speaks, as their reader would say it. */
export function toSpeakerWords(speaker: Turn['speaker'], reader: Reader): string {
  if (speaker === 'interviewer') return 'Interviewer';
  return reader === 'candidate' ? 'You' : 'Candidate';
}

/** A shorter sound without words was a cough or a click, and nothing is missing. */
const shortestSpeechMs = 500;

/** Something was said, and nobody knows what: the gap stands at its place. */
export function isNotUnderstood({ speaker, status, text, startedAtMs, endedAtMs }: Turn): boolean {
  if (speaker !== 'candidate' || status === 'in_progress' || text.trim() !== '') return false;
  return startedAtMs === null || endedAtMs === null || endedAtMs - startedAtMs >= shortestSpeechMs;
}

/** Turns without words are of no use to a reader, unless somebody is speaking just now or was not understood. */
export function isShown(turn: Turn): boolean {
  return turn.status === 'in_progress' || turn.text.trim() !== '' || isNotUnderstood(turn);
}
