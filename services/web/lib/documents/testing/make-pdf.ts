/** Small PDFs for tests, written by hand after PDF 1.7 (ISO 32000-1), chapters 7.5 (file) and 9.4 (text). */

interface PdfPage {
  /** Each line is 14 points below the one before it. An empty one leaves a gap. */
  lines?: readonly string[];
  /** A picture of one grey pixel instead of words, as a scanner makes one. */
  isScan?: boolean;
}

const inLatin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const escaped = (line: string) => line.replaceAll(/[\\()]/g, (character) => `\\${character}`);

const contentOf = ({ lines = [], isScan = false }: PdfPage): string =>
  isScan
    ? 'q 500 0 0 700 50 50 cm /Im0 Do Q'
    : lines.length === 0
      ? ''
      : `BT /F1 11 Tf 14 TL 60 760 Td ${lines.map((line) => `(${escaped(line)}) Tj T*`).join(' ')} ET`;

const stream = (dictionary: string, content: string) =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** A PDF of these pages. With `trailer`, more entries of its trailer, such as an encryption. */
export function makePdf(pages: readonly PdfPage[], trailer = ''): Uint8Array<ArrayBuffer> {
  const firstPage = 5;
  const kids = pages.map((_, index) => `${firstPage + 2 * index} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    pages.some(({ isScan }) => isScan)
      ? stream(
          '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
          '\x80',
        )
      : 'null',
    ...pages.flatMap((page, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${firstPage + 2 * index + 1} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Im0 4 0 R >> >> >>`,
      stream('', contentOf(page)),
    ]),
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return inLatin1(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`,
  );
}

/** A PDF that opens with a password only: its owner's and user's entries are those of no empty password (7.6.3). */
export function makeLockedPdf(): Uint8Array<ArrayBuffer> {
  const entry = '5a'.repeat(32);
  return makePdf(
    [{ lines: ['secret'] }],
    `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${entry}> /U <${entry}> /P -4 >> /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`,
  );
}
