import { z } from 'zod';

/**
 * Characters that have no place in what a person pastes: controls except tab and newline,
 * zero-width characters, and bidirectional overrides that make text read other than it is.
 */
const unwanted = /(?![\n\t])\p{Cc}|[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * Removes unwanted characters, normalises line ends and composition, trims; keeps all readable text. Half of a
 * character, as a cut through an emoji leaves it, is replaced. What is clean comes out as it is.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(unwanted, '').normalize('NFC').trim();
}

/**
 * Text from a person, cleaned *before* it is measured: composition (NFC) can make three characters of one. At most
 * `most` UTF-16 units, which UTF-8 writes in at most `3 × most` bytes, since the text is well-formed.
 */
export const cleanedText = (most: number) =>
  z
    .string()
    .meta({ maxLength: most })
    .transform(cleanText)
    .pipe(z.string().max(most, `must be at most ${most} characters`));

/**
 * Text as it stands in Redis. Its bound is wider than that of any writer, because a reader that is narrower than one
 * writer, of whatever version, makes a session unreadable for everybody.
 */
export const storedText = z.string().max(200_000);

/** A word of a list that another version may know more of: kept as it is, and understood where it is known. */
export const storedWord = z.string().max(200);

/** A word of a list, as this version understands it; `otherwise` for one that only another version knows. */
export function knownOr<T extends string>(words: readonly T[], word: string | null, otherwise: T): T {
  return words.find((known) => known === word) ?? otherwise;
}
