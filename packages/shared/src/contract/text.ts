import { z } from 'zod';

/**
 * Characters with no place in pasted text: controls except tab and newline, zero-width characters, and bidirectional
 * overrides, which make text read differently from what it is.
 */
const unwanted = /(?![\n\t])\p{Cc}|[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * Removes unwanted characters, normalises line ends and composition, and trims. Keeps all readable text. Half a
 * character, as left by a cut through an emoji, is replaced. Clean text comes out unchanged.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(unwanted, '').normalize('NFC').trim();
}

/**
 * Text from a person, cleaned *before* it is measured, because composition (NFC) can make three characters of one. At
 * most `most` UTF-16 units, which UTF-8 writes in at most `3 × most` bytes, since the text is well-formed.
 */
export const cleanedText = (most: number) =>
  z
    .string()
    .meta({ maxLength: most })
    .transform(cleanText)
    .pipe(z.string().max(most, `must be at most ${most} characters`));

/** As `cleanedText`, in one line. At most `most` UTF-16 units. */
export const cleanedLine = (most: number) =>
  z
    .string()
    .meta({ maxLength: most })
    .transform((text) => cleanText(text).replaceAll(/\s+/g, ' '))
    .pipe(z.string().max(most, `must be at most ${most} characters`));

/**
 * Text as it stands in Redis. Its bound is wider than any writer's: a reader narrower than a writer of any version
 * would make a session unreadable for all.
 */
export const storedText = z.string().max(200_000);

/** A word from a list that another version may have extended. It is kept as it is, and understood where it is known. */
export const storedWord = z.string().max(200);

/** A word from a list as this version understands it; `otherwise` for one that only another version knows. */
export function knownOr<T extends string>(words: readonly T[], word: string | null, otherwise: T): T {
  return words.find((known) => known === word) ?? otherwise;
}
