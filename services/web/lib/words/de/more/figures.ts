import { figureWordsOf } from '@ringback/shared/report/figure-words';
import { createFormat } from '../../format.ts';
import type { MoreWords } from '../../more-words.ts';

type Judged = MoreWords['judged'];

const format = createFormat('de');
const lookUp = (table: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

const figures: Readonly<Record<string, string>> = {
  speech_rate: 'Sprechtempo',
  articulation_rate: 'Artikulationstempo',
  phonation_ratio: 'Anteil der Stimme',
  pauses: 'Pausen',
  long_pauses: 'Lange Pausen',
  mean_run: 'Wörter zwischen Pausen',
  time_to_first_word: 'Zeit bis zum ersten Wort',
  talk_share: 'Redeanteil',
  longest_monologue: 'Längste Strecke ohne Rückfrage',
  overlaps: 'Gleichzeitiges Sprechen',
  overlaps_begun: 'Sie fielen ins Wort',
  overlaps_won: 'Sie sprachen danach weiter',
  hedges: 'Abschwächungen',
  crutch_words: 'Lieblingswörter',
  fillers_at_least: 'Füllwörter, mindestens',
};
const whyNoFigure: Readonly<Record<string, string>> = {
  not_measured: 'nicht gemessen',
  below_floor: 'unter 0,7 s, zu kurz, um es von der Verzögerung der Leitung zu unterscheiden',
  no_list: 'keine Wortliste für diese Sprache',
  none_recognised: 'keine mitgeschrieben; die Spracherkennung lässt die meisten weg',
};
const units: Readonly<Record<string, (value: string, share: number) => string>> = {
  words_per_minute: (value) => `${value} Wörter in der Minute`,
  share: (_, share) => `${Math.round(share * 100)} %`,
  count: (value) => value,
  words: (value) => `${value} Wörter`,
  s: (value) => `${value} s`,
  per_100_words: (value) => `${value} auf 100 Wörter`,
};

export const figureTitle: Judged['figureTitle'] = (name) =>
  lookUp(figures, name) ?? figureWordsOf(name).title;

export const figureValue: Judged['figureValue'] = ({ name, unit, value, why }) => {
  if (value === null) return lookUp(whyNoFigure, why ?? '') ?? 'nicht gemessen';
  const shown = format.number(value);
  const known = Object.hasOwn(units, unit) ? units[unit] : undefined;
  const text = known === undefined ? `${shown} ${unit.replaceAll('_', ' ')}` : known(shown, value);
  return name === 'fillers_at_least' ? `mindestens ${text}` : text;
};
