/** What a file is by its content. A name says what somebody has called it, and is not looked at. */
export type FileKind = 'pdf' | 'zip' | 'text' | 'old_word' | 'encrypted_office' | 'other';

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

const zip = [0x50, 0x4b, 0x03, 0x04];
/** Compound File Binary (MS-CFB): Word's format before DOCX, and the wrapping of an encrypted DOCX (MS-OFFCRYPTO). */
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** PDF 1.7, annex H, note 13: readers accept the header within the first 1024 bytes. */
const pdfHeaderWithin = 1024;

/** Bytes as text in which a search finds ASCII, whatever else they are. */
export const toLatin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

const inUtf16 = (name: string) => [...name].join('\0');

/** Recognises a file. `zip` may be a Word file: its directory says so (`unpackDocx`). */
export function toFileKind(bytes: Uint8Array): FileKind {
  if (startsWith(bytes, zip)) return 'zip';
  if (startsWith(bytes, compound))
    return toLatin1(bytes).includes(inUtf16('EncryptedPackage')) ? 'encrypted_office' : 'old_word';
  const head = toLatin1(bytes.subarray(0, pdfHeaderWithin));
  if (head.includes('%PDF-')) return 'pdf';
  // RTF is readable as text, and what would be read is its markup.
  if (head.startsWith('{\\rtf')) return 'other';
  return decodeText(bytes) === null ? 'other' : 'text';
}

/** Controls that no text has; the decoder has replaced broken characters by none of them. */
const notText = /(?![\t\n\r\f\v])\p{Cc}/u;

/**
 * Plain text: UTF-8, UTF-16 with its mark, else Windows-1252, which older editors write. Null for anything that has
 * control characters.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const text = decodeUnicode(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  return notText.test(text) ? null : text;
}

function decodeUnicode(bytes: Uint8Array): string | null {
  const label = startsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : startsWith(bytes, [0xfe, 0xff])
      ? 'utf-16be'
      : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // Not what its first bytes say: the caller tries an older encoding.
    return null;
  }
}
