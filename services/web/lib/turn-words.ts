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

/** Something was said, and its words are not known: the gap stands where it was said. */
export function isNotUnderstood({ speaker, status, text, startedAtMs, endedAtMs }: Turn): boolean {
  if (speaker !== 'candidate' || status === 'in_progress' || text.trim() !== '') return false;
  return startedAtMs === null || endedAtMs === null || endedAtMs - startedAtMs >= shortestSpeechMs;
}

/** Turns without words are of no use to a reader, unless somebody is speaking just now or was not understood. */
export function isShown(turn: Turn): boolean {
  return turn.status === 'in_progress' || turn.text.trim() !== '' || isNotUnderstood(turn);
}

/** So many answers in a row without words are no accident of one sentence. */
const fewestForAll = 2;

/**
 * What is said once, above the transcript, of answers whose words are missing; null while none is. The interviewer
 * listens to the sound itself, so that the interview goes on.
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
