import { mostSegments } from '../contract/report.ts';
import type { VoiceSpan } from '../contract/voice-span.ts';
import { cleanSpeech } from './clean-speech.ts';
import { sentencesOf } from './language-tools.ts';

/** One turn of the candidate, as segments are cut from it. */
export interface SpokenTurn {
  itemId: string;
  text: string;
  startedAtMs: number;
  endedAtMs: number;
  /** When the voice was heard within the turn. Empty where that was not measured. */
  voiced: readonly VoiceSpan[];
}

/** A sentence of the candidate that can be cited by its id. Times in ms of caller audio, estimated within the turn. */
export interface Segment {
  /** `s001`, `s002` …, in the order of the conversation. */
  id: string;
  itemId: string;
  /** As it was said, as far as it was understood. Shown to people. */
  spoken: string;
  /** Without fillers, slips and hedges. Shown to the judge. */
  clean: string;
  startedAtMs: number;
  endedAtMs: number;
}

/** A recogniser without punctuation writes one sentence a minute: that is no evidence to point at. */
const longestSegment = 400;

/** Cuts what is too long behind a comma where there is one, otherwise between words. */
function cutLong(sentence: string): string[] {
  if (sentence.length <= longestSegment) return [sentence];
  const head = sentence.slice(0, longestSegment);
  const mark = Math.max(...[', ', '; ', ': ', ' – ', '、', '，'].map((sign) => head.lastIndexOf(sign) + 1));
  const space = head.lastIndexOf(' ');
  const at = mark > longestSegment / 3 ? mark : space > 0 ? space : longestSegment;
  return [head.slice(0, at).trim(), ...cutLong(sentence.slice(at).trim())];
}

/** The moment at which this share of a turn's voice has been heard. */
function momentAt(turn: SpokenTurn, share: number): number {
  const spans = turn.voiced.length > 0 ? turn.voiced : [{ fromMs: turn.startedAtMs, toMs: turn.endedAtMs }];
  let leftMs = share * spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  for (const { fromMs, toMs } of spans) {
    if (leftMs <= toMs - fromMs) return Math.round(fromMs + leftMs);
    leftMs -= toMs - fromMs;
  }
  return Math.round(spans.at(-1)?.toMs ?? turn.endedAtMs);
}

function segmentsOf(turn: SpokenTurn, language: string): Omit<Segment, 'id'>[] {
  const pieces = sentencesOf(turn.text, language).flatMap(cutLong);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  let before = 0;
  return pieces.map((spoken) => {
    const startedAtMs = momentAt(turn, before / length);
    before += spoken.length;
    const { clean } = cleanSpeech(spoken, language);
    return { itemId: turn.itemId, spoken, clean, startedAtMs, endedAtMs: momentAt(turn, before / length) };
  });
}

/**
 * Cuts the candidate's turns into sentences that can be cited. The same turns always have the same ids. What is beyond
 * the most that a judge can be given is left out, and told.
 */
export function toSegments(
  turns: readonly SpokenTurn[],
  language: string,
): { segments: readonly Segment[]; leftOut: number } {
  const all = turns.flatMap((turn) => segmentsOf(turn, language));
  const segments = all
    .slice(0, mostSegments)
    .map((segment, index) => ({ id: `s${String(index + 1).padStart(3, '0')}`, ...segment }));
  return { segments, leftOut: all.length - segments.length };
}
