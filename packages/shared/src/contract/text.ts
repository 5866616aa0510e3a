/**
 * Characters that have no place in what a person pastes: controls except tab and newline,
 * zero-width characters, and bidirectional overrides that make text read other than it is.
 */
const unwanted = /(?![\n\t])\p{Cc}|[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Removes unwanted characters, normalises line ends and composition, trims; keeps all readable text. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unwanted, '').normalize('NFC').trim();
}
