/** Making one takes longer than most texts take it. */
const segmenters = new Map<string, Intl.Segmenter>();
/** A language is one of the form's, or a tag of another release. */
const mostSegmenters = 100;

function segmenterFor(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  const key = `${granularity} ${language}`;
  const made = segmenters.get(key) ?? createSegmenter(language, granularity);
  if (segmenters.size < mostSegmenters) segmenters.set(key, made);
  return made;
}

/** The segmenter for a stored language tag. A tag unknown to this machine gets the rules for all languages. */
function createSegmenter(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity });
  } catch {
    return new Intl.Segmenter('und', { granularity });
  }
}

/** How many words a text has, in any script (`Intl.Segmenter`). Marks and spaces are none. */
export function countWords(text: string, language: string): number {
  return wordsOf(text, language).length;
}

/** The words of a text as they stand, in any script. */
export function wordsOf(text: string, language: string): string[] {
  return [...segmenterFor(language, 'word').segment(text)]
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment }) => segment);
}

/** "Dr. Smith", "e.g. this", "J. Doe": the full stop ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:\p{Lu}|Dr|Mr|Mrs|Ms|Prof|St|Nr|Sra?|vs|approx|e\.g|i\.e|z\.B|d\.h)\.\s*$/u;

/** The sentences of a text, none of them empty. Together they are the text but for the space between them. */
export function sentencesOf(text: string, language: string): string[] {
  const sentences: string[] = [];
  for (const { segment } of segmenterFor(language, 'sentence').segment(text)) {
    const last = sentences.at(-1);
    if (last !== undefined && abbreviation.test(last)) sentences[sentences.length - 1] = last + segment;
    else sentences.push(segment);
  }
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}
