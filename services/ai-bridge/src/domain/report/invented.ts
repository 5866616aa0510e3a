import { blank } from '@ringback/shared/contract/stronger-answer';
import { isAmount, numberOf, scaleOf } from './number-words.ts';

/**
 * What a text has that its sources do not: numbers, in digits or in words, and proper names. A model that advises, or
 * writes a stronger answer, must not put in a figure or a company that the candidate never named.
 */

/** A piece of text that may be invented: where it stands, and whether the sources have it. */
interface Piece {
  from: number;
  to: number;
  isKnown: boolean;
}

const digits = /\p{N}+(?:[.,'’\u00a0]\p{N}+)*/gu;
/**
 * Words that often begin a sentence, in the languages of the lists. A name at the beginning of a sentence is not among
 * them.
 */
const openers = new Set(
  'i we you they he she it the a an this that these those there here my our your their his her its in on at by for from to with as so then when while after before because since if although though once during within without first second next finally later also and but or not no yes what how why where who where which most each every one all both some many together instead overall today ich wir der die das ein eine es in als wenn dann danach da mit und aber auch zuerst je nous le la les un une il elle en dans quand puis ensuite yo nosotros el los las en cuando después io noi il lo quando poi eu nós o os um uma ik het de een in toen'.split(
    ' ',
  ),
);
const word = /[\p{L}\p{N}][\p{L}\p{N}'’&/+#-]*/gu;

/** "1,200" and "1200" are one number, "3,5" and "3.5" are another. */
function toNumber(text: string): string {
  const grouped = text.replaceAll(/[.,'’\u00a0](?=\p{N}{3}(?!\p{N}))/gu, '');
  return String(Number(grouped.replace(',', '.').replaceAll(/[^\p{N}.]/gu, '')));
}

interface Word {
  text: string;
  from: number;
  to: number;
}
const wordsIn = (text: string): Word[] =>
  [...text.matchAll(word)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));

/** The value of the words for one number, such as "two hundred" or "twenty five". */
function toValue(words: readonly Word[], language: string): number {
  let [total, current] = [0, 0];
  for (const { text } of words.flatMap(inParts)) {
    const scale = scaleOf(text);
    if (scale === null) current += numberOf(text, language) ?? 0;
    else if (scale === 100) current = Math.max(1, current) * 100;
    else [total, current] = [total + Math.max(1, current) * scale, 0];
  }
  return total + current;
}

/** The parts of "twenty-five". */
const inParts = ({ text, from }: Word): Word[] =>
  text.split('-').map((part) => ({ text: part, from, to: from + part.length }));

const isNumberWord = (one: Word, language: string) =>
  numberOf(one.text, language) !== null ||
  scaleOf(one.text) !== null ||
  (one.text.includes('-') && inParts(one).every(({ text }) => numberOf(text, language) !== null));

/** The words for numbers. Words that stand together are one number. */
function numberPhrases(text: string, language: string): Word[][] {
  const phrases: Word[][] = [];
  let last: Word | null = null;
  for (const one of wordsIn(text)) {
    if (isNumberWord(one, language)) {
      const isNext = last !== null && text.slice(last.to, one.from).trim() === '';
      if (isNext) phrases.at(-1)?.push(one);
      else phrases.push([one]);
      last = one;
    } else last = null;
  }
  return phrases;
}

/** All numbers and words of some sources, for look-up. */
export interface KnownNumbers {
  numbers: ReadonlySet<string>;
  words: ReadonlySet<string>;
}

/** "Acme's" becomes "acme". */
const bare = (text: string) => text.toLowerCase().replace('’', "'").replace(/'s?$/u, '');

/** Reads the sources. This takes a while for a long interview, so it is done once for all texts that are held to them. */
export function knownNumbers(sources: readonly string[], language: string): KnownNumbers {
  const text = sources.join('\n');
  const inDigits = [...text.matchAll(digits)].map(([number]) => toNumber(number));
  const inWords = numberPhrases(text, language).map((phrase) => String(toValue(phrase, language)));
  const words = wordsIn(text).flatMap((one) => [one, ...inParts(one)]);
  return { numbers: new Set([...inDigits, ...inWords]), words: new Set(words.map((one) => bare(one.text))) };
}

function numbersIn(text: string, known: readonly KnownNumbers[], language: string): Piece[] {
  const hasNumber = (number: string) => known.some(({ numbers }) => numbers.has(number));
  const hasWord = (said: string) => known.some(({ words }) => words.has(said));
  const inDigits = [...text.matchAll(digits)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    isKnown: hasNumber(toNumber(match[0])),
  }));
  const inWords = numberPhrases(text, language).flatMap((phrase) => {
    const [first, last] = [phrase.at(0), phrase.at(-1)];
    if (first === undefined || last === undefined) return [];
    const isKnown = hasNumber(String(toValue(phrase, language)));
    return [{ from: first.from, to: last.to, isKnown }];
  });
  const told = wordsIn(text).filter((one) => isAmount(one.text) && !isNumberWord(one, language));
  return [
    ...inDigits,
    ...inWords,
    ...told.map(({ text: said, from, to }) => ({ from, to, isKnown: hasWord(bare(said)) })),
  ];
}

/** The numbers in this text that none of the sources has. */
export function inventedNumbers(text: string, known: readonly KnownNumbers[], language: string): string[] {
  const pieces = numbersIn(text, known, language);
  return pieces.filter(({ isKnown }) => !isKnown).map(({ from, to }) => text.slice(from, to));
}

/** Whether a word begins a sentence. Its capital letter then tells nothing. */
const beginsSentence = (text: string, from: number) =>
  /(?:^|[.!?…:]["”»)]*\s+|["“„«(])$/u.test(text.slice(0, from));

function namesIn(text: string, known: KnownNumbers): Piece[] {
  const ordinary = new Set(wordsIn(text).flatMap((one) => (/^\p{Ll}/u.test(one.text) ? [one.text] : [])));
  return wordsIn(text)
    .filter((one) => /\p{Lu}/u.test(one.text) && !/^I(?:['’]\p{L}+)?$/u.test(one.text))
    .map(({ text: name, from, to }) => {
      const plain = bare(name);
      const isOpener = beginsSentence(text, from) && (openers.has(plain) || ordinary.has(plain));
      return { from, to, isKnown: isOpener || known.words.has(plain) };
    });
}

/**
 * The text with a blank for every number and proper name that the sources do not have, and how many blanks there are. A
 * capital letter makes a word count as a name. In a language that writes all nouns with a capital, an unknown noun
 * becomes a blank too: it is better to ask for one word too many than to invent what the candidate said.
 */
export function blankInvented(
  text: string,
  sources: readonly string[],
  language: string,
): { text: string; blanks: number } {
  const known = knownNumbers(sources, language);
  const invented = [...numbersIn(text, [known], language), ...namesIn(text, known)]
    .filter(({ isKnown }) => !isKnown)
    .toSorted((one, other) => one.from - other.from);
  let [out, at] = ['', 0];
  for (const { from, to } of invented) {
    if (from >= at) out += text.slice(at, from) + blank;
    at = Math.max(at, to);
  }
  // However long a model's own blanks are, and blanks beside each other, are one.
  const joined = (out + text.slice(at)).replaceAll(/_{2,}(?:[\s,-]*_{2,})*/g, blank);
  return { text: joined, blanks: joined.split(blank).length - 1 };
}

/** Whether names can be told by a capital letter: in scripts that have capitals. */
export const hasCapitals = (text: string): boolean => {
  const letters = text.match(/\p{L}/gu) ?? [];
  const cased = letters.filter((letter) => letter.toLowerCase() !== letter.toUpperCase());
  return cased.length > letters.length / 2;
};
