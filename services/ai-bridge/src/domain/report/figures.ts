import type { FigureName, ReportFigure } from '@ringback/shared/contract/report';
import { cleanSpeech } from '@ringback/shared/report/clean-speech';
import { countWords } from '@ringback/shared/report/language-tools';
import { habitsOf } from '@ringback/shared/report/speech-habits';
import type { Exchange } from './exchanges.ts';
import type { HeardTurn } from './heard-turn.ts';
import type { Interview } from './interview.ts';
import { median } from './level.ts';
import { overlapsOf } from './overlaps.ts';
import { msWithin, type SpokenAnswer, spokenAnswers } from './spoken-answers.ts';

/**
 * How the candidate spoke, by arithmetic alone. Each figure tells its unit, formula and source in its comment. The
 * page decides what a figure is called. No figure is a judgement: a band is for orientation, and what was not measured
 * is null. The voice is found in the caller audio by its loudness, and its edges are right to one or two frames (20 to
 * 40 ms). So rates, shares and long pauses are right to 2 %, but the number of pauses of about 250 ms is not.
 */

const minuteMs = 60_000;
/** From this length on, a listener notices a pause. */
const longPauseMs = 1_000;
/** The time that a person needs to plan an answer, with the delay of a line. A lower figure says nothing. */
const latencyFloorMs = 700;
/** After this much speech of the interviewer, more than a listener's sound, a monologue is over. */
const interruptionMs = 1_000;

type Unit = 'words_per_minute' | 'share' | 'count' | 'words' | 's' | 'per_100_words';

const figure = (
  name: FigureName,
  unit: Unit,
  value: number | null,
  why: string | null = null,
): ReportFigure => ({
  name,
  unit,
  value: value === null || !Number.isFinite(value) ? null : value,
  why: value === null || !Number.isFinite(value) ? (why ?? 'not_measured') : null,
});
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const to = (digits: number, value: number) => Math.round(value * 10 ** digits) / 10 ** digits;

/**
 * Words per minute: words ÷ (last sound − first sound), over all answers together. Pauses count. Everyday US speech
 * has about 150. 110 to 190 is ordinary.
 */
function speechRate(answers: readonly SpokenAnswer[]): ReportFigure {
  const rate =
    (sum(answers.map(({ words }) => words)) / sum(answers.map(({ lastsMs }) => lastsMs))) * minuteMs;
  return figure('speech_rate', 'words_per_minute', to(0, rate));
}

/**
 * Words per minute: words ÷ phonation time. Pauses of 250 ms and more do not count (Jong & Wempe 2009). Longer phrases
 * are spoken faster, so only similar answers can be compared.
 */
function articulationRate(answers: readonly SpokenAnswer[]): ReportFigure {
  const phonationMs = sum(answers.map((answer) => answer.phonationMs));
  return figure(
    'articulation_rate',
    'words_per_minute',
    to(0, (sum(answers.map(({ words }) => words)) / phonationMs) * minuteMs),
  );
}

/** Share: phonation time ÷ time of the answers from the first sound to the last. */
function phonationRatio(answers: readonly SpokenAnswer[]): ReportFigure {
  const phonationMs = sum(answers.map((answer) => answer.phonationMs));
  return figure('phonation_ratio', 'share', to(2, phonationMs / sum(answers.map(({ lastsMs }) => lastsMs))));
}

/**
 * Count: the candidate's silences within an answer of 250 ms and more (the usual threshold in research on fluency),
 * and how many of them are long, 1 s and more. Gaps of the line do not count.
 */
function pauses(answers: readonly SpokenAnswer[]): ReportFigure[] {
  if (answers.length === 0) return [figure('pauses', 'count', null), figure('long_pauses', 'count', null)];
  const all = answers.flatMap((answer) => answer.pauses);
  return [
    figure('pauses', 'count', all.length),
    figure('long_pauses', 'count', all.filter((ms) => ms >= longPauseMs).length),
  ];
}

/** Words: words ÷ runs. A run is what is said between two pauses. */
function meanRun(answers: readonly SpokenAnswer[]): ReportFigure {
  const runs = sum(answers.map((answer) => answer.pauses.length + 1));
  return figure('mean_run', 'words', to(1, sum(answers.map(({ words }) => words)) / runs));
}

/**
 * Seconds, in tenths: the median over the answers of the candidate's first sound − the end of what they *heard* of the
 * question. The log has no measure of the line's delay, so none is subtracted: a browser itself tells what was heard, a
 * phone's carrier what it has played, and the way from there to the ear and back is in the figure. Below 0.7 s no figure is given, because a line delays by
 * as much as people wait between turns. Compare it only within one persona and patience: these two explain more of it
 * than the person does.
 */
function timeToFirstWord(exchanges: readonly Exchange[]): ReportFigure {
  const times = exchanges.flatMap(({ answer: [first] }) => first?.afterMs ?? []);
  const typical = median(times);
  if (typical !== null && typical < latencyFloorMs)
    return figure('time_to_first_word', 's', null, 'below_floor');
  return figure('time_to_first_word', 's', typical === null ? null : to(1, typical / 1000));
}

/** How much voice of the candidate was measured. A turn that was not measured counts from beginning to end. */
const voiceMs = ({ voiced, startedAtMs, endedAtMs }: HeardTurn) =>
  voiced === null ? endedAtMs - startedAtMs : msWithin(voiced, startedAtMs, endedAtMs);

/**
 * Share: the candidate's voice ÷ the voice of both. The interviewer's voice counts as far as it was heard. There is no
 * norm for this share.
 */
function talkShare({ turns }: Interview): ReportFigure {
  const of = (speaker: HeardTurn['speaker']) =>
    sum(turns.filter((turn) => turn.speaker === speaker).map(voiceMs));
  return figure('talk_share', 'share', to(2, of('candidate') / (of('candidate') + of('interviewer'))));
}

/**
 * Seconds: the longest time from a first to a last sound of the candidate in which the interviewer said nothing longer
 * than 1 s.
 */
function longestMonologue({ turns }: Interview): ReportFigure {
  const inTime = turns.toSorted((one, other) => one.startedAtMs - other.startedAtMs);
  let [longest, from]: [number | null, number | null] = [null, null];
  for (const turn of inTime) {
    if (turn.speaker === 'interviewer') {
      if (turn.endedAtMs - turn.startedAtMs > interruptionMs) from = null;
    } else if (turn.text.trim() !== '') {
      from ??= turn.startedAtMs;
      longest = Math.max(longest ?? 0, turn.endedAtMs - from);
    }
  }
  return figure('longest_monologue', 's', longest === null ? null : to(0, longest / 1000));
}

/**
 * Count: how often both were heard for 500 ms and more, where neither was only listening (at most two words and one
 * second). Also how many of these times the candidate began, and in how many they went on within 1 s.
 */
function overlaps(interview: Interview): ReportFigure[] {
  const all = overlapsOf(interview);
  const count = (is: (one: (typeof all)[number]) => boolean) => all.filter(is).length;
  return [
    figure('overlaps', 'count', all.length),
    figure(
      'overlaps_begun',
      'count',
      count(({ cameSecond }) => cameSecond === 'candidate'),
    ),
    figure(
      'overlaps_won',
      'count',
      count(({ wentOn }) => wentOn === 'candidate'),
    ),
  ];
}

/**
 * Hedges and crutch words for each 100 words as spoken, by the lists of the form's language. Fillers are a lower
 * bound, because recognisers leave most of them out. Null in a language without lists.
 */
function habits({ turns, language }: Interview): ReportFigure[] {
  const spoken = turns.filter(({ speaker }) => speaker === 'candidate').map(({ text }) => text);
  const words = sum(spoken.map((text) => countWords(text, language)));
  const hasLists = habitsOf(language) !== null && words > 0;
  const cleaned = hasLists ? spoken.map((text) => cleanSpeech(text, language)) : [];
  const rate = (count: number) => (hasLists ? to(1, (count / words) * 100) : null);
  const why = words === 0 ? 'not_measured' : 'no_list';
  const fillers = sum(cleaned.map((one) => one.fillers));
  return [
    figure('hedges', 'per_100_words', rate(sum(cleaned.map((one) => one.hedges))), why),
    figure('crutch_words', 'per_100_words', rate(sum(cleaned.map(({ crutches }) => crutches.length))), why),
    figure('fillers_at_least', 'count', fillers === 0 ? null : fillers, hasLists ? 'none_recognised' : why),
  ];
}

const ofAnswers = (answers: readonly SpokenAnswer[]) => [
  speechRate(answers),
  articulationRate(answers),
  phonationRatio(answers),
  ...pauses(answers),
  meanRun(answers),
];

/** The figures of a whole interview. */
export function figuresOf(interview: Interview): ReportFigure[] {
  return [
    ...ofAnswers(spokenAnswers(interview, interview.exchanges)),
    timeToFirstWord(interview.exchanges),
    talkShare(interview),
    longestMonologue(interview),
    ...overlaps(interview),
    ...habits(interview),
  ];
}

/** The figures of the answer to one question. */
export function figuresOfAnswer(interview: Interview, exchange: Exchange): ReportFigure[] {
  return [...ofAnswers(spokenAnswers(interview, [exchange])), timeToFirstWord([exchange])];
}
