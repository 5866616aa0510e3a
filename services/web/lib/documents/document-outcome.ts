/** What comes of reading a file that a candidate has chosen. Everything here happens in the browser. */

export const mostFileBytes = 5 * 1024 * 1024;
export const mostPages = 40;
/** Far above what a field takes, so that a person can choose what to keep. */
export const mostCharacters = 100_000;

const documentProblems = [
  'too_large',
  'empty_file',
  'wrong_type',
  'old_word',
  'encrypted',
  'broken',
  'scanned',
  'no_text',
  'too_many_pages',
  'too_many_characters',
  'unpacks_too_large',
  'reader_unavailable',
] as const;
/**
 * Why a file gives no text.
 *
 * - `wrong_type`: its content is neither a PDF, nor a Word file, nor text. `old_word`: Word's format before DOCX.
 * - `encrypted`: it opens with a password only.
 * - `scanned`: its pages are pictures. `no_text`: it can be read, and there is nothing in it.
 * - `unpacks_too_large`: a Word file that would fill the memory.
 * - `reader_unavailable`: the part that reads files could not be loaded.
 */
export type DocumentProblem = (typeof documentProblems)[number];

/** What kind of file it is, by its content. */
export type DocumentKind = 'pdf' | 'docx' | 'text';

export interface DocumentText {
  outcome: 'text';
  kind: DocumentKind;
  text: string;
  /** Pages whose words are not in `text`, because they are pictures or empty. 0 for files without pages. */
  pagesWithoutText: number;
}

export type DocumentOutcome =
  | DocumentText
  | { outcome: 'refused'; problem: DocumentProblem }
  | { outcome: 'cancelled' };

/** Thrown while a file is read, and told as an outcome. */
export class DocumentError extends Error {
  readonly problem: DocumentProblem;
  constructor(problem: DocumentProblem, cause?: unknown) {
    super(`the file gives no text: ${problem}`, { cause });
    this.name = 'DocumentError';
    this.problem = problem;
  }
}
