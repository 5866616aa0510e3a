import { sentencesOf } from '@ringback/shared/report/language-tools';

/** Other ways to say the same. None may change a level by more than half a level. */

const lowered = (sentence: string) =>
  /^I\b/.test(sentence) ? sentence : `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
const perSentence = (text: string, change: (sentence: string, index: number) => string) =>
  sentencesOf(text, 'en').map(change).join(' ');

/** A small generator of random numbers (mulberry32), so that a run can be repeated. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const otherNames: Readonly<Record<string, string>> = {
  "St Mary's": 'Clínica Aurora',
  Priya: 'John',
  Lena: 'Nguyen',
  Petra: 'Oluwaseun',
  Marek: 'Fatima',
  Jonas: 'Aiko',
  Turin: 'Izmir',
  PostgreSQL: 'Oracle',
  MySQL: 'Informix',
  'Park Hotel': 'Hotel Kowalski',
  'Power BI': 'Qlik Sense',
};

/** Words that sound alike to a recogniser. */
const misheard: Readonly<Record<string, string>> = {
  the: 'a',
  their: 'there',
  four: 'for',
  two: 'to',
  to: 'two',
  there: 'their',
  of: 'off',
  and: 'in',
  in: 'and',
  for: 'four',
  was: 'were',
  it: 'at',
};

export const alterations: Readonly<Record<string, (text: string) => string>> = {
  'hedges added': (text) =>
    perSentence(text, (sentence, index) =>
      index % 2 === 0 ? `I think ${lowered(sentence)}` : sentence.replace(/\.$/, ', or something like that.'),
    ),
  'fillers added': (text) =>
    text
      .split(' ')
      .map((word, index) => (index % 7 === 3 && !/[.,?!:]$/.test(word) ? `${word}, um,` : word))
      .join(' '),
  'padded by repetition': (text) => {
    const sentences = sentencesOf(text, 'en');
    return [...sentences, ...sentences.slice(0, Math.ceil(sentences.length / 2))].join(' ');
  },
  'simpler grammar': (text) =>
    perSentence(text.replaceAll(/\b(?:the|a|an) /g, '').replaceAll(/\bhad been\b/g, 'was'), (sentence) => {
      const [first, ...rest] = sentence;
      return `${first?.toUpperCase() ?? ''}${rest.join('')}`;
    }),
  'names swapped': (text) =>
    Object.entries(otherNames).reduce((changed, [name, other]) => changed.replaceAll(name, other), text),
  '5 % recognition errors': (text) => {
    const random = createRandom(text.length);
    return text
      .split(' ')
      .map((word) => {
        if (random() >= 0.05) return word;
        // A word without one that sounds alike loses its ending.
        return misheard[word.toLowerCase()] ?? word.replace(/(?<=\w{3})\w{1,2}(?=\W*$)/, '');
      })
      .join(' ');
  },
};

/** The same answer, told as what the whole team did: no part of it is the speaker's own. */
export function asAllDidIt(text: string): string {
  return text
    .replaceAll(/\bI'm\b/g, "we're")
    .replaceAll(/\bI\b/g, 'we')
    .replaceAll(/\b[Mm]y\b/g, 'our')
    .replaceAll(/\bme\b/g, 'us')
    .replaceAll(/\bmyself\b/g, 'ourselves');
}
