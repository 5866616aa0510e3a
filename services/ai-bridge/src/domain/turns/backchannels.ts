import { backchannelWords } from './backchannel-words.ts';

/** Hums, and the word that every language has borrowed. "Uh-uh" means no. */
const everywhere = [
  ...[
    'm+(?:h+m+)*h*',
    'h+m+',
    'a+h+(?:a+h*)?',
    'o+h+o*',
    'u+h+',
    'u+h+h+u+h+',
    'u+h+u+m+',
    'a+h+a+m+',
    'a+j+a+',
    'e+h+m*',
  ],
  ...['[au]h?m+', 'hum', 'euh', 'ok', 'oka+y', 'oke[yij]?', 'yes', 'yeah', 'ок'],
];
const denial = /^(?:n?uhuh|huhuh|nuhuh)$/;
const mostWords = 4;

/** Marks that recognisers write or leave out: accents, and short vowels in Arabic. */
const looseMarks = /[\u0300-\u036f\u064b-\u0652]/gu;
const toSound = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(looseMarks, '')
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number}]/gu, '');

function phrasesOf(listed: string): string[] {
  const [words = '', ...phrases] = listed.split(',');
  return [...words.split(' '), ...phrases].map(toSound).filter((phrase) => phrase !== '');
}

const patterns = new Map(
  Object.entries(backchannelWords).map(([language, listed]) => [
    language,
    new RegExp(`^(?:${[...everywhere, ...phrasesOf(listed)].join('|')}){1,${mostWords}}$`, 'u'),
  ]),
);

/**
 * Whether a short sound, understood as this text, only says "I am listening". Without words it says no more than that.
 * In a language without a list the text does not decide: the shortness does, since this is asked of short sounds only.
 */
export function isBackchannel(text: string, language: string): boolean {
  const sound = toSound(text);
  const pattern = patterns.get(language.split('-')[0]?.toLowerCase() ?? '');
  if (sound === '' || pattern === undefined) return true;
  return text.trim().split(/\s+/).length <= mostWords && !denial.test(sound) && pattern.test(sound);
}
