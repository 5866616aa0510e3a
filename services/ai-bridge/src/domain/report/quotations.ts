/**
 * A judge cites by ids and does not need to quote. If it quotes all the same, the words must have been said. A
 * quotation is looked for exactly, then without regard to spaces and case, then without punctuation, and is written as
 * it was really said. A quotation that was never said takes its whole sentence along.
 */
export interface CheckedProse {
  text: string;
  /** Quotations that were said in slightly different words and are now written as they were said. */
  repaired: number;
  /** Sentences that were left out because their quotation was never said. */
  dropped: number;
}

/** A shorter quotation is found in any text, so it must match exactly, as whole words. */
const shortestLoose = 12;
const quotation = /[“"„«「『]([^“”"„«»「」『』]+)[”"“»」』]/gu;
const sentenceEnd = /[.!?…。！？]["”»」』]?(?:\s|$)/gu;

/** A text reduced for comparison, with the place of each of its characters. */
function fold(text: string, keepsPunctuation: boolean): { folded: string; at: number[] } {
  let folded = '';
  const at: number[] = [];
  const put = (character: string, index: number) => {
    folded += character;
    for (let unit = 0; unit < character.length; unit++) at.push(index);
  };
  let index = 0;
  for (const character of text) {
    if (/\s/u.test(character)) {
      if (folded !== '' && !folded.endsWith(' ')) put(' ', index);
    } else if (keepsPunctuation || /[\p{L}\p{N}]/u.test(character)) {
      put(character === '’' ? "'" : character.toLowerCase(), index);
    }
    index += character.length;
  }
  return { folded, at };
}

const isWordCharacter = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? '');

function isWhole(text: string, from: number, length: number): boolean {
  return !isWordCharacter(text[from - 1]) && !isWordCharacter(text[from + length]);
}

/** The words of a source that this quotation means. Null: there are none. */
function findLoosely(quote: string, source: string, keepsPunctuation: boolean): string | null {
  const wanted = fold(quote, keepsPunctuation).folded.trim();
  if (wanted.length < shortestLoose) return null;
  const { folded, at } = fold(source, keepsPunctuation);
  const from = folded.indexOf(wanted);
  if (from < 0 || !isWhole(folded, from, wanted.length)) return null;
  const [first, last] = [at[from], at[from + wanted.length - 1]];
  return first === undefined || last === undefined ? null : source.slice(first, last + 1);
}

function findSaid(quote: string, sources: readonly string[]): string | null {
  for (const source of sources) {
    const from = source.indexOf(quote);
    if (from >= 0 && isWhole(source, from, quote.length)) return quote;
  }
  for (const keepsPunctuation of [true, false])
    for (const source of sources) {
      const said = findLoosely(quote, source, keepsPunctuation);
      if (said !== null) return said;
    }
  return null;
}

/** From the end of the sentence before this place to the end of the sentence with it. */
function sentenceAround(text: string, fromIndex: number, toIndex: number): [number, number] {
  const ends = [...text.matchAll(sentenceEnd)].map((match) => match.index + match[0].length);
  const start = ends.findLast((end) => end <= fromIndex) ?? 0;
  return [start, ends.find((end) => end >= toIndex) ?? text.length];
}

/** Checks the quotations of a text against what was said (`sources`: the segments as spoken). */
export function checkQuotations(prose: string, sources: readonly string[]): CheckedProse {
  let text = prose;
  let [repaired, dropped] = [0, 0];
  // Goes from the last to the first, so that earlier places stay valid.
  let wholeUntil = prose.length;
  for (const match of [...prose.matchAll(quotation)].toReversed()) {
    const inner = (match[1] ?? '').trim();
    const said = findSaid(inner, sources);
    if (said === inner) continue;
    const end = match.index + match[0].length;
    if (end > wholeUntil) continue;
    if (said === null) {
      const [from, to] = sentenceAround(text, match.index, end);
      text = text.slice(0, from) + text.slice(to);
      wholeUntil = from;
      dropped += 1;
    } else {
      text = `${text.slice(0, match.index + 1)}${said}${text.slice(end - 1)}`;
      repaired += 1;
    }
  }
  return { text: text.trim(), repaired, dropped };
}
