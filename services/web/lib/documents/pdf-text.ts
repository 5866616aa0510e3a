import { DocumentError, mostPages } from './document-outcome.ts';
import { toLatin1 } from './file-kind.ts';
import { type PageRun, toPageText } from './pdf-page-text.ts';

/** Image objects are streams, and the description of a stream is never packed (PDF 1.7, 7.5.7). */
const image = /\/Subtype\s*\/Image\b/;

interface PdfText {
  text: string;
  pagesWithoutText: number;
}

/** What pdf.js throws, by its class's name. Its classes are another module's when its worker part has thrown. */
function toProblem(error: unknown): DocumentError {
  if (error instanceof DocumentError) return error;
  const isLocked = error instanceof Error && error.name === 'PasswordException';
  return new DocumentError(isLocked ? 'encrypted' : 'broken', error);
}

/**
 * pdf.js in this very thread, which is a worker's already. It takes its own worker part from this global
 * (`PDFWorker` of pdfjs-dist), so that it starts no second one and loads nothing by an address. The legacy build, because
 * the other one uses what browsers have had since 2025 only (`Uint8Array.prototype.toHex`).
 */
async function loadPdfReader() {
  const [reader, workerPart] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.mjs'),
  ]);
  Object.assign(globalThis, { pdfjsWorker: workerPart });
  return reader;
}

/**
 * The text of a PDF, page by page. Fonts, character maps and decoders of pictures are not loaded: text needs none.
 *
 * @throws DocumentError
 */
export async function readPdfText(
  bytes: Uint8Array,
  pageRead: (page: number, pages: number) => void,
): Promise<PdfText> {
  const hasImage = image.test(toLatin1(bytes));
  const { getDocument, VerbosityLevel } = await loadPdfReader();
  const loading = getDocument({
    data: bytes,
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > mostPages) throw new DocumentError('too_many_pages');
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(toPageText(items.filter((item): item is typeof item & PageRun => 'str' in item)));
      page.cleanup();
      pageRead(number, document.numPages);
    }
    const pagesWithoutText = pages.filter((text) => text === '').length;
    if (pagesWithoutText === pages.length) throw new DocumentError(hasImage ? 'scanned' : 'no_text');
    return { text: pages.filter((text) => text !== '').join('\n\n'), pagesWithoutText };
  } catch (error) {
    throw toProblem(error);
  } finally {
    await loading.destroy();
  }
}
