import { convert, type HtmlToTextOptions } from 'html-to-text';
import { DocumentError } from './document-outcome.ts';
import { unpackDocx } from './unpack-docx.ts';

const options: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '• ', leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'tr', format: 'block' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 },
    })),
  ],
};

/** The text of a Word file: its lists keep their bullets, and each paragraph has its line. @throws DocumentError */
export async function readWordText(bytes: Uint8Array): Promise<string> {
  const arrayBuffer = await unpackDocx(bytes);
  const { default: mammoth } = await import('mammoth');
  try {
    // Browsers' mammoth reads the first, Node's, in tests, the second.
    const input = { arrayBuffer, buffer: arrayBuffer };
    const { value } = await mammoth.convertToHtml(input, { externalFileAccess: false });
    return convert(value, options);
  } catch (error) {
    throw new DocumentError('broken', error);
  }
}
