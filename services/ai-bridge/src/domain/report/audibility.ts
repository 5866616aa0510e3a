import type { ReportGate } from '@ringback/shared/contract/report';
import { cleanSpeech } from '@ringback/shared/report/clean-speech';
import { wordsOf } from '@ringback/shared/report/language-tools';
import type { HeardTurn, Interview } from './interview.ts';
import { commonWords, shareOfScript } from './language-words.ts';
import { msWithin } from './spoken-answers.ts';

/**
 * Whether enough was heard and understood to judge anything. It comes before any judgement: a bad line or a recogniser
 * that understood nothing must never become a bad candidate. Figures are shown all the same.
 */

/** Words of answers, at least: as many as one answer of some sentences, and for each question asked so many. */
const fewestWords = 25;
const fewestWordsPerQuestion = 10;
/** Of the candidate's voice so much may have no words at all. */
const mostWordlessShare = 0.3;
/** Slower is no speech: most of what was said was not understood. Words a minute of voice. */
const slowestRate = 40;
/** Of the time of the answers the line may have been gone for so much. */
const mostGapShare = 0.15;
/** Of any text in a language so many words hold it together; half of the poorest texts that were tried. */
const fewestCommonShare = 0.12;
/** Another language's words may be so many times as many: kindred languages share their short words. */
const mostForeignness = 1.4;
/** Fewer words tell nothing of their language. */
const wordsToTellLanguage = 40;
/** A recogniser that is stuck writes the same sentence again and again. */
const mostRepeatedShare = 0.5;
const sentencesToTellRepetition = 6;
/** So much voice is needed to compare it with words. */
const voiceToCompareMs = 10_000;

type Missing = ReportGate['missing'][number];
const missing = (what: string, measured: number, bound: number): Missing => ({
  what,
  measured: Math.round(measured * 100) / 100,
  bound,
});
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const voiceMs = ({ voiced, startedAtMs, endedAtMs }: HeardTurn) =>
  voiced === null ? endedAtMs - startedAtMs : msWithin(voiced, startedAtMs, endedAtMs);

function wordFaults(words: readonly string[], questions: number): Missing[] {
  if (questions === 0) return [missing('questions', 0, 1)];
  const bound = Math.max(fewestWords, fewestWordsPerQuestion * questions);
  return words.length < bound ? [missing('words', words.length, bound)] : [];
}

/** Speech that no words came of. */
function speechFaults(said: readonly HeardTurn[], words: number): Missing[] {
  const allMs = sum(said.map(voiceMs));
  if (allMs < voiceToCompareMs) return [];
  const wordless = sum(said.filter(({ text }) => text.trim() === '').map(voiceMs)) / allMs;
  if (wordless > mostWordlessShare) return [missing('words_of_speech', wordless, mostWordlessShare)];
  const rate = words / (allMs / 60_000);
  return rate < slowestRate ? [missing('words_per_minute', rate, slowestRate)] : [];
}

function languageFaults(text: string, words: readonly string[], language: string): Missing[] {
  const ofScript = shareOfScript(text, language);
  if (words.length > 0 && ofScript < 0.5) return [missing('language', ofScript, 0.5)];
  const common = commonWords(words, language);
  if (common === null || words.length < wordsToTellLanguage) return [];
  const bound = Math.max(fewestCommonShare, common.other / mostForeignness);
  return common.own < bound ? [missing('language', common.own, bound)] : [];
}

function lineFaults(said: readonly HeardTurn[]): Missing[] {
  const gapMs = sum(
    said.map(({ lineGaps, startedAtMs, endedAtMs }) => msWithin(lineGaps, startedAtMs, endedAtMs)),
  );
  const share = gapMs / sum(said.map(({ startedAtMs, endedAtMs }) => endedAtMs - startedAtMs));
  return share > mostGapShare ? [missing('line', share, mostGapShare)] : [];
}

function repetitionFaults(sentences: readonly string[]): Missing[] {
  if (sentences.length < sentencesToTellRepetition) return [];
  const counts = new Map<string, number>();
  for (const sentence of sentences) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  const share = Math.max(...counts.values()) / sentences.length;
  return share > mostRepeatedShare ? [missing('distinct_sentences', share, mostRepeatedShare)] : [];
}

/** What was missing, each with the figure and its bound; a report judges only where nothing was. */
export function judgeAudibility(
  { exchanges, language }: Interview,
  sentences: readonly { clean: string }[],
): ReportGate {
  const said = exchanges.flatMap(({ answer }) => answer);
  const texts = said.map(({ text }) => cleanSpeech(text, language).clean);
  const words = texts.flatMap((text) => wordsOf(text, language));
  const found = [
    ...wordFaults(words, exchanges.length),
    ...speechFaults(said, words.length),
    ...languageFaults(texts.join(' '), words, language),
    ...lineFaults(said),
    ...repetitionFaults(sentences.map(({ clean }) => clean.toLowerCase())),
  ];
  return { isAudible: found.length === 0, missing: found };
}
