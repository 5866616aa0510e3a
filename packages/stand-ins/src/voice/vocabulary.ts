import { letterDistance, soundDistance, toSounds } from './sound-distance.ts';

export interface VocabularyOptions {
  vocabulary: readonly string[];
  /** Whether a lower-case word is ordinary English. Such a word is taken as meant unless it fits exactly. */
  isOrdinary: (word: string) => boolean;
}

/** A name consists of at most this many recognised words ("cooper net ease"), not counting spelled letters. */
const MOST_WORDS = 3;
/** Shorter names resemble everything. They are found only where they were spelled or heard exactly. */
const SHORTEST_GUESSED = 4;
const MOST_TERMS = 500;
/** Limits for the distance between what was recognised and a name, found with names spoken over a phone line. */
const ORDINARY_LIMIT = 0.1;
const SHORT_LIMIT = 0.2;
const LIMIT = 0.34;

interface Token {
  before: string;
  word: string;
  after: string;
}

/** A term, or what was heard, as it is compared. */
interface Sounding {
  letters: string;
  sounds: string;
}

interface Match {
  from: number;
  /** Excluded. */
  to: number;
  term: string;
  distance: number;
}

/**
 * The text with misheard names corrected where a name of the vocabulary is near enough by sound and letters. Nothing
 * is added that was not heard as something. Punctuation and the rest of the text stay unchanged.
 */
export function correctVocabulary(text: string, options: VocabularyOptions): string {
  const tokens = text
    .split(/\s+/)
    .filter((token) => token !== '')
    .map(toToken);
  const matches = findMatches(tokens, options).sort(
    (left, right) => left.distance - right.distance || right.to - right.from - (left.to - left.from),
  );
  const chosen = new Map<number, Match>();
  const taken = new Set<number>();
  for (const match of matches) {
    const places = Array.from({ length: match.to - match.from }, (_, index) => match.from + index);
    if (places.some((place) => taken.has(place))) continue;
    for (const place of places) taken.add(place);
    chosen.set(match.from, match);
  }
  const words: string[] = [];
  for (let place = 0; place < tokens.length; ) {
    const match = chosen.get(place);
    const to = match?.to ?? place + 1;
    words.push(match === undefined ? written(tokens[place]) : writtenAs(match, tokens));
    place = to;
  }
  return words.join(' ');
}

const written = (token: Token | undefined) => (token ? `${token.before}${token.word}${token.after}` : '');

function writtenAs({ from, to, term }: Match, tokens: readonly Token[]): string {
  const last = tokens[to - 1];
  const possessive = /['’]s$/i.test(last?.word ?? '') ? "'s" : '';
  // The dot after the last spelled letter is a full stop only if a new sentence begins there.
  const goesOn = /^\p{Ll}/u.test(tokens[to]?.word ?? '');
  const after =
    last !== undefined && isSpelled(last.word)
      ? goesOn
        ? ''
        : last.after.replace(/\.+/, '.')
      : (last?.after ?? '');
  return `${tokens[from]?.before ?? ''}${term}${possessive}${after}`;
}

function toToken(text: string): Token {
  const [, before = '', word = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(text) ?? [];
  return { before, word, after };
}

function findMatches(tokens: readonly Token[], { vocabulary, isOrdinary }: VocabularyOptions): Match[] {
  const terms = vocabulary.slice(0, MOST_TERMS).map((term) => ({
    term,
    ...toSounding(toLetters(term)),
    isOrdinary: isOrdinary(term.toLowerCase()),
  }));
  const matches: Match[] = [];
  for (const { from, to, letters } of windows(tokens)) {
    const heard = toSounding(letters);
    const words = tokens.slice(from, to).map(({ word }) => stem(word).toLowerCase());
    const whole = words.filter((word) => !isSpelled(word));
    const areMeant = whole.length > 0 && whole.every((word) => /^\d+$/.test(word) || isOrdinary(word));
    for (const term of terms) {
      // "Services" in a heading is no reason to write services with a capital.
      if (term.isOrdinary && words.length === 1 && heard.letters === term.letters) continue;
      const distance = distanceBetween(heard, term);
      if (distance <= limitFor(term.letters, areMeant || term.isOrdinary)) {
        matches.push({ from, to, term: term.term, distance });
      }
    }
  }
  return matches;
}

function limitFor(letters: string, isOrdinary: boolean): number {
  if (letters.length < SHORTEST_GUESSED) return 0;
  if (isOrdinary) return ORDINARY_LIMIT;
  return letters.length < 6 ? SHORT_LIMIT : LIMIT;
}

/** Every run of words that may be one name: within a clause, or letters that were spelled one by one. */
function* windows(tokens: readonly Token[]): Generator<{ from: number; to: number; letters: string }> {
  for (const from of tokens.keys()) {
    let letters = '';
    let words = 0;
    for (let to = from + 1; to <= tokens.length; to++) {
      const token = tokens[to - 1];
      if (token === undefined) break;
      const isLetters = isSpelled(token.word);
      words += isLetters ? 0 : 1;
      if (words > MOST_WORDS || (to > from + 1 && token.before !== '')) break;
      letters += toLetters(stem(token.word));
      yield { from, to, letters };
      if (token.after !== '' && !(isLetters && token.after === '.')) break;
    }
  }
}

function distanceBetween(heard: Sounding, term: Sounding): number {
  if (heard.letters === term.letters) return 0;
  // Words of very different length cannot sound alike. Most pairs end here.
  const [heardLength, termLength] = [heard.letters.length, term.letters.length];
  if (heardLength > 1.6 * termLength || termLength > 1.6 * heardLength) return 1;
  return 0.6 * soundDistance(heard.sounds, term.sounds) + 0.4 * letterDistance(heard.letters, term.letters);
}

const toSounding = (letters: string): Sounding => ({ letters, sounds: toSounds(letters) });
/** One letter, or letters one by one: "G", "G.R.A", "D-Y". */
const isSpelled = (word: string) => /^\p{L}(?:[.-]\p{L})*$/u.test(word);
const stem = (word: string) => word.replace(/['’]s$/i, '');
const toLetters = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
