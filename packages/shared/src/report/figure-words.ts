import type { ReportFigure } from '../contract/report.ts';

/** The words for a figure on pages and in exports: its name, how it is computed, and where that comes from. */
export interface FigureWords {
  title: string;
  /** The formula, in words. */
  formula: string;
  /** The source of the definition or the threshold. */
  source: string;
  /** Ordinary values in the figure's own unit. They are for orientation and never a judgement. */
  ordinary?: { from: number; to: number; source: string };
}

const fluency = 'Research on fluency: silences from 250 ms on count as pauses.';
const ours = 'Our own definition; there is no norm for it.';
const lists = 'Our own word lists for the language of the interview.';

const words: Readonly<Record<string, FigureWords>> = {
  speech_rate: {
    title: 'Speech rate',
    formula: 'Words ÷ time from the first to the last sound of your answers, pauses included.',
    source: 'The usual measure of speech research.',
    ordinary: {
      from: 110,
      to: 190,
      source: 'Everyday US speech has about 150, British interviews about 190.',
    },
  },
  articulation_rate: {
    title: 'Articulation rate',
    formula: 'Words ÷ time in which your voice was heard, pauses of 250 ms and more left out.',
    source: 'Jong and Wempe 2009. Longer phrases are faster: compare like answers.',
  },
  phonation_ratio: {
    title: 'Share of voice',
    formula: 'Time in which your voice was heard ÷ time from the first to the last sound of your answers.',
    source: 'Jong and Wempe 2009.',
  },
  pauses: { title: 'Pauses', formula: 'Silences of 250 ms and more within an answer.', source: fluency },
  long_pauses: {
    title: 'Long pauses',
    formula: 'Silences of one second and more within an answer. Gaps of the line are none.',
    source: fluency,
  },
  mean_run: {
    title: 'Words between pauses',
    formula: 'Words ÷ stretches between two pauses.',
    source: fluency,
  },
  time_to_first_word: {
    title: 'Time to the first word',
    formula:
      'Your first sound − the end of what you heard of the question; the middle one of all answers. The delay of the line is not known to the log, so nothing is subtracted for it.',
    source:
      'In the browser the page tells what you have heard. On a phone the phone company tells what it has played, and the way to your ear and back counts too: 0.15 to 0.4 s as a rule. Below 0.7 s a line delays as much as people wait, so no figure is given. Compare within one interviewer and one patience.',
  },
  talk_share: { title: 'Share of talk', formula: 'Your voice ÷ the voice of both of you.', source: ours },
  longest_monologue: {
    title: 'Longest stretch without the interviewer',
    formula: 'The longest time in which the interviewer said nothing of over one second.',
    source: ours,
  },
  overlaps: {
    title: 'Both speaking at once',
    formula: 'Times in which both were heard for 500 ms and more, and neither only listened.',
    source: ours,
  },
  overlaps_begun: {
    title: 'You came in while the interviewer spoke',
    formula: 'How many of these times began with you.',
    source: ours,
  },
  overlaps_won: {
    title: 'You went on after both spoke',
    formula: 'How often you were still heard within a second after both had spoken.',
    source: ours,
  },
  hedges: {
    title: 'Hedges',
    formula: 'Phrases such as “kind of” for each 100 words, from the words as you spoke them.',
    source: lists,
  },
  crutch_words: {
    title: 'Words leaned on',
    formula: 'Words such as “basically” for each 100 words, from the words as you spoke them.',
    source: lists,
  },
  fillers_at_least: {
    title: 'Fillers, at least',
    formula: 'Sounds such as “um” that were written down. The recogniser leaves many out.',
    source: lists,
  },
};

const toPlainTitle = (name: string): string => name.replaceAll('_', ' ');

/** The words for a figure. For a figure of another release only its name is known, and nothing is claimed. */
export function figureWordsOf(name: string): FigureWords {
  const known = Object.hasOwn(words, name) ? words[name] : undefined;
  return known ?? { title: toPlainTitle(name), formula: 'Not known to this release.', source: '' };
}

const whyWords: Readonly<Record<string, string>> = {
  not_measured: 'not measured',
  below_floor: 'under 0.7 s, too short to tell from the delay of the line',
  no_list: 'no word list for this language',
  none_recognised: 'none was written down; the recogniser leaves most out',
};

const unitWords: Readonly<Record<string, (value: number) => string>> = {
  words_per_minute: (value) => `${value} words a minute`,
  share: (value) => `${Math.round(value * 100)} %`,
  count: (value) => String(value),
  words: (value) => `${value} words`,
  s: (value) => `${value} s`,
  per_100_words: (value) => `${value} for each 100 words`,
};

/** A figure's value with its unit. Without a value: why there is none. */
export function toFigureValue({ name, unit, value, why }: ReportFigure): string {
  if (value === null) return whyWords[why ?? ''] ?? 'not measured';
  const text = (unitWords[unit] ?? ((plain) => `${plain} ${toPlainTitle(unit)}`))(value);
  return name === 'fillers_at_least' ? `at least ${text}` : text;
}

/** People do not notice a difference smaller than a tenth of the earlier value. */
const noticedShare = 0.1;

/** How a later value differs from an earlier one. Null: one of them is missing. */
export function compareValues(earlier: number | null, later: number | null): 'none' | 'more' | 'less' | null {
  if (earlier === null || later === null) return null;
  if (Math.abs(later - earlier) < noticedShare * Math.abs(earlier) || later === earlier) return 'none';
  return later > earlier ? 'more' : 'less';
}
