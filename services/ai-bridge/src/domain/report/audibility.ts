import type { ReportGate } from '@ringback/shared/contract/report';
import { cleanSpeech } from '@ringback/shared/report/clean-speech';
import { wordsOf } from '@ringback/shared/report/language-tools';
import type { HeardTurn } from './heard-turn.ts';
import type { Interview } from './interview.ts';
import { commonWords, shareOfScript } from './language-words.ts';
import { msWithin } from './spoken-answers.ts';

/**
 * Whether enough was heard and understood to judge anything. This check comes before any judgement: a bad line, or a
 * recogniser that understood nothing, must never count against a candidate. The figures are shown in any case.
 */

/**
 * The least number of words in all answers: as many as in one answer of a few sentences, and so many for each question
 * asked.
 */
const fewestWords = 25;
const fewestWordsPerQuestion = 10;
/** The largest share of the candidate's voice that may have no words. */
const mostWordlessShare = 0.3;
/** In words a minute of voice. Slower speech does not exist: below this, most of what was said was not understood. */
const slowestRate = 40;
/** The largest share of the time of the answers in which the line may have been gone. */
const mostGapShare = 0.15;
/**
 * The least share of common words, those that hold any text of a language together. It is half the share in the
 * poorest texts that were tried.
 */
const fewestCommonShare = 0.12;
/** How many times as many words of another language there may be. Related languages share their short words. */
const mostForeignness = 1.4;
/** With fewer words the language cannot be told. */
const wordsToTellLanguage = 40;
/** A stuck recogniser writes the same sentence again and again. */
const mostRepeatedShare = 0.5;
const sentencesToTellRepetition = 6;
/** With less voice than this, voice and words cannot be compared. */
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

/** Faults of speech that gave no words. */
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

/** What is missing, each with its figure and its bound. A report judges only where nothing is missing. */
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
