import { cleanText } from '@ringback/shared/contract/text';
import {
  DocumentError,
  type DocumentOutcome,
  type DocumentText,
  mostCharacters,
  mostFileBytes,
} from './document-outcome.ts';
import { decodeText, toFileKind } from './file-kind.ts';

type PageRead = (page: number, pages: number) => void;

async function readText(bytes: Uint8Array, pageRead: PageRead): Promise<DocumentText> {
  const kind = toFileKind(bytes);
  switch (kind) {
    case 'pdf': {
      const { readPdfText } = await import('./pdf-text.ts');
      return { outcome: 'text', kind, ...(await readPdfText(bytes, pageRead)) };
    }
    case 'zip': {
      const { readWordText } = await import('./word-text.ts');
      return { outcome: 'text', kind: 'docx', text: await readWordText(bytes), pagesWithoutText: 0 };
    }
    case 'text':
      return { outcome: 'text', kind, text: decodeText(bytes) ?? '', pagesWithoutText: 0 };
    case 'encrypted_office':
      throw new DocumentError('encrypted');
    case 'old_word':
      throw new DocumentError('old_word');
    case 'other':
      throw new DocumentError('wrong_type');
  }
}

/** The text of a file, cleaned as the contract cleans a text, or why there is none. `bytes` may be used up by it. */
export async function toDocumentOutcome(bytes: Uint8Array, pageRead: PageRead): Promise<DocumentOutcome> {
  try {
    if (bytes.length > mostFileBytes) throw new DocumentError('too_large');
    if (bytes.length === 0) throw new DocumentError('empty_file');
    const read = await readText(bytes, pageRead);
    const text = cleanText(read.text);
    if (text === '') throw new DocumentError('no_text');
    if (text.length > mostCharacters) throw new DocumentError('too_many_characters');
    return { ...read, text };
  } catch (error) {
    if (error instanceof DocumentError) return { outcome: 'refused', problem: error.problem };
    throw error;
  }
}
