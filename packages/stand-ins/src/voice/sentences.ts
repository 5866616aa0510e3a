/** Longer stretches hold up others that wait for the synthesiser. A longer sentence is cut at a space. */
const MAX_SENTENCE_CHARACTERS = 400;

/** The sentences of a text, in order, each short enough to be spoken in one go. Punctuation stays with its sentence. */
export function splitSentences(text: string): string[] {
  return Array.from(SENTENCES.segment(text), ({ segment }) => segment.trim())
    .filter((sentence) => sentence !== '')
    .flatMap(cutLong);
}

/**
 * What the synthesiser can read aloud. It knows only ASCII and would skip or spell the rest. A text without a letter
 * or digit becomes empty.
 */
export function toSpeakable(text: string): string {
  const plain = text
    .replace(/[‘’]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[–—]/g, ', ')
    .replace(/…/g, '...')
    .replace(/€/g, ' euro ')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[A-Za-z0-9]/.test(plain) ? plain : '';
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

function cutLong(sentence: string): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > MAX_SENTENCE_CHARACTERS) {
    const space = rest.lastIndexOf(' ', MAX_SENTENCE_CHARACTERS);
    const end = space > 0 ? space : MAX_SENTENCE_CHARACTERS;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...parts, rest];
}
