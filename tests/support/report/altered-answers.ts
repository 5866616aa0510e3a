import { sentencesOf } from '@ringback/shared/report/language-tools';

/** Ways to say the same, which must not change a level by more than half of one. */

const lowered = (sentence: string) =>
  /^I\b/.test(sentence) ? sentence : `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
const perSentence = (text: string, change: (sentence: string, index: number) => string) =>
  sentencesOf(text, 'en').map(change).join(' ');

/** A small generator (mulberry32), so that a run can be told again. */
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

/** Of words that sound alike to a recogniser. */
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
        // What has no word that sounds alike loses its ending.
        return misheard[word.toLowerCase()] ?? word.replace(/(?<=\w{3})\w{1,2}(?=\W*$)/, '');
      })
      .join(' ');
  },
};

/** The same as what all did, so that no one's own part is left. */
export function asAllDidIt(text: string): string {
  return text
    .replaceAll(/\bI'm\b/g, "we're")
    .replaceAll(/\bI\b/g, 'we')
    .replaceAll(/\b[Mm]y\b/g, 'our')
    .replaceAll(/\bme\b/g, 'us')
    .replaceAll(/\bmyself\b/g, 'ourselves');
}
