import type { TranscriptItem } from '@ringback/shared/contract/session-view';

type Turn = Pick<TranscriptItem, 'speaker' | 'status' | 'text' | 'startedAtMs' | 'endedAtMs'>;

/** The reader of the candidate's words. */
export type Reader = 'candidate' | 'coach';

/** Who speaks, in words for the reader. */
export function toSpeakerWords(speaker: Turn['speaker'], reader: Reader): string {
  if (speaker === 'interviewer') return 'Interviewer';
  return reader === 'candidate' ? 'You' : 'Candidate';
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
export function toGapWords(transcript: readonly Turn[], reader: Reader): string | null {
  const answers = transcript.filter((turn) => turn.speaker === 'candidate' && turn.status !== 'in_progress');
  const gaps = answers.filter(isNotUnderstood).length;
  if (gaps === 0) return null;
  const whose = reader === 'candidate' ? 'you' : 'the candidate';
  if (gaps >= fewestForAll && answers.every((turn) => turn.text.trim() === ''))
    return `Nothing that ${whose} said could be written down so far: transcription seems to be out of order here. The interview goes on without it.`;
  return `Some of what ${whose} said could not be written down. It stands as "(not understood)", and the interview goes on.`;
}
