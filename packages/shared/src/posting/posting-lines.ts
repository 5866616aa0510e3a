import { toPlainText } from './plain-text.ts';
import {
  aboutCandidate,
  aboutHeading,
  dutyHeading,
  factLabel,
  offerHeading,
  requirementHeading,
} from './posting-words.ts';

/** What a part of a posting is about. `other`: the employer, the application, the law. */
export type PostingSection = 'requirements' | 'duties' | 'offer' | 'other' | 'unknown';

/** One line or list entry of a posting, without its bullet. */
export interface PostingLine {
  text: string;
  isBullet: boolean;
  section: PostingSection;
}

/** Signs that begin a list entry and appear nowhere else. The last two come from Word's symbol fonts. */
const signs = '●•▪◦‣✓✔✅■□◆◇○►▶➢➤⁃∙\uF0B7\uF0A7';
const bullet = new RegExp(
  `^(?:[${signs}·][\\s${signs}]*|[-*–—+]\\s+|[-*](?=[\\p{L}\\d])|\\(?\\d{1,2}[.)]\\s+|[a-z]\\)\\s+)`,
  'u',
);
/**
 * Word's second level, pasted as a bare letter. Since the letter is also a word of some languages, one alone does not
 * count.
 */
const letterBullet = /^o\s+(?=\S)/;
const mostHeadingWords = 8;

const countWords = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** What a heading announces. Null for words that are no known heading. */
function sectionOf(heading: string): PostingSection | null {
  if (aboutCandidate.test(heading)) return 'requirements';
  if (offerHeading.test(heading)) return 'offer';
  if (aboutHeading.test(heading)) return 'other';
  if (dutyHeading.test(heading)) return 'duties';
  return requirementHeading.test(heading) ? 'requirements' : null;
}

interface RawLine {
  text: string;
  isBullet: boolean;
  isMarked: boolean;
}

/** A wrapped line continues in lower case. */
function unwrap(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.at(-1) ?? '';
    const goesOn = /^\s*\p{Ll}/u.test(line) && !bullet.test(line.trim()) && !letterBullet.test(line.trim());
    if (goesOn && last.trim() !== '' && !/[.!?:;]\s*$/.test(last))
      whole[whole.length - 1] = `${last.trimEnd()} ${line.trim()}`;
    else whole.push(line);
  }
  return whole;
}

function toRawLines(posting: string): RawLine[] {
  const text = toPlainText(posting)
    .normalize('NFC')
    .replaceAll(/[^\S\n]+/gu, ' ');
  const lines = text.split(/\n/).flatMap((line) => splitSigns(line));
  const hasLetterBullets = lines.filter((line) => letterBullet.test(line.trim())).length >= 2;
  return unwrap(lines).map((line) => {
    const trimmed = line.trim();
    const isMarked = /^#{1,6}\s|^\*\*[^*]+\*\*:?$|^__[^_]+__:?$/.test(trimmed);
    const plain = trimmed.replace(/^#{1,6}\s+/, '').replaceAll(/\*\*|__|`/g, '');
    const bare = hasLetterBullets ? plain.replace(letterBullet, '') : plain;
    const entry = bare.replace(bullet, '');
    return { text: entry.trim(), isBullet: entry !== plain, isMarked };
  });
}

/** Several list entries in one line. */
function splitSigns(line: string): string[] {
  const inLine = line.match(new RegExp(`[${signs}]`, 'gu'))?.length ?? 0;
  return inLine < 2 ? [line] : line.split(new RegExp(`(?=[${signs}])`, 'u'));
}

function isHeading({ text, isBullet, isMarked }: RawLine): boolean {
  if (countWords(text) > mostHeadingWords || countWords(text) === 0) return false;
  if (isMarked || /:$/.test(text)) return true;
  if (isBullet || /[.!;,]$|:\s/.test(text)) return false;
  const isShouted = /^[^\p{Ll}]*$/u.test(text) && countWords(text) >= 2;
  return (
    isShouted || (countWords(text) <= 5 && sectionOf(text) !== null && !/\d/.test(text) && isWhole(text))
  );
}

/** "Skills" and "Required skills" are headings; "Skills in SQL and Excel" is what stands under one. */
function isWhole(text: string): boolean {
  return !/\s(?:with|in|of|to|mit|im|en|de la|avec|con|met|em|com)\s+\p{Lu}/u.test(text) || /\?$/.test(text);
}

/** "Requirements: SQL; Excel" is a heading and its content in one line. */
function splitLabel(text: string): { label: string; rest: string } | null {
  const [, label = '', rest = ''] = /^([^:]{3,40}):\s+(\S.*)$/u.exec(text) ?? [];
  // "Location: Leeds" is a fact and announces nothing.
  if (label === '' || countWords(label) > 4 || factLabel.test(text)) return null;
  return sectionOf(label) === null ? null : { label, rest };
}

const mostListWords = 16;

const splitSentences = (text: string) => text.split(/(?<=[.!?])\s+(?=[\p{Lu}\d"“])/u);

/** A list in one line, recognised by its semicolons. Null for anything else. */
function splitList(text: string): string[] | null {
  const parts = text.split(';').map((part) => part.trim());
  const entries = parts.filter((part) => part !== '');
  return entries.length >= 2 && entries.every((part) => countWords(part) <= mostListWords) ? entries : null;
}

/** The lines of a posting, HTML or text, each with the part that it belongs to. Headings are left out. */
export function readPosting(posting: string): PostingLine[] {
  const lines: PostingLine[] = [];
  let section: PostingSection = 'unknown';
  const add = (text: string, isBullet: boolean) => {
    if (text !== '') lines.push({ text, isBullet, section });
  };
  for (const line of toRawLines(posting)) {
    if (isHeading(line)) {
      section = sectionOf(line.text) ?? 'unknown';
      continue;
    }
    if (line.isBullet) {
      add(line.text, true);
      continue;
    }
    for (const sentence of splitSentences(line.text)) {
      const labelled = splitLabel(sentence);
      if (labelled !== null) section = sectionOf(labelled.label) ?? section;
      const text = labelled?.rest ?? sentence;
      const entries = splitList(text);
      for (const entry of entries ?? [text]) add(entry, entries !== null || labelled !== null);
    }
  }
  return lines;
}
