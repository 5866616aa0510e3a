import type { VoiceSpan } from '@ringback/shared/contract/voice-span';

/** One turn as a report sees it. Times are in ms of caller audio, as measured where that is known. */
export interface HeardTurn {
  itemId: string;
  speaker: 'candidate' | 'interviewer';
  text: string;
  startedAtMs: number;
  endedAtMs: number;
  /** How long after the end of the other speaker's last turn it began. Null: that is not known, or it began before. */
  afterMs: number | null;
  /** When the voice was heard. Null: not measured, as always for the interviewer. */
  voiced: readonly VoiceSpan[] | null;
  /** When the line brought no audio. */
  lineGaps: readonly VoiceSpan[];
  /** It was said after the interviewer had invited the candidate's own questions. */
  isAfterQuestions: boolean;
}
