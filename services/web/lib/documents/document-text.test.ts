import { beforeAll, describe, expect, it, vi } from 'vitest';
import { mostCharacters, mostFileBytes, mostPages } from './document-outcome.ts';
import { toDocumentOutcome } from './document-text.ts';
import { docxParts, makeDocx, makeZip } from './testing/make-docx.ts';
import { makeLockedPdf, makePdf } from './testing/make-pdf.ts';

const inBytes = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array, pageRead = (_page: number, _pages: number) => {}) =>
  toDocumentOutcome(bytes, pageRead);
const refused = (problem: string) => ({ outcome: 'refused', problem });
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const mebibyte = 1024 * 1024;

// They are large, and a test should not wait for them.
beforeAll(async () => {
  await Promise.all([import('./pdf-text.ts'), import('./word-text.ts'), import('mammoth')]);
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
});

describe('a PDF', () => {
  it('gives its lines, a wide gap as an empty line, and its pages one by one', async () => {
    const pageRead = vi.fn();
    const pages = [{ lines: ['Ward nurse (acute)', '', '', 'Night shifts'] }, { lines: ['Second page'] }];
    expect(await read(makePdf(pages), pageRead)).toEqual({
      ...{ outcome: 'text', kind: 'pdf', pagesWithoutText: 0 },
      text: 'Ward nurse (acute)\n\nNight shifts\n\nSecond page',
    });
    expect(pageRead.mock.calls).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('of scanned pages is told apart from one with nothing in it', async () => {
    expect(await read(makePdf([{ isScan: true }]))).toEqual(refused('scanned'));
    expect(await read(makePdf([{}]))).toEqual(refused('no_text'));
  });

  it('says how many of its pages give no text', async () => {
    const outcome = await read(makePdf([{ lines: ['Ward nurse'] }, { isScan: true }]));
    expect(outcome).toMatchObject({ text: 'Ward nurse', pagesWithoutText: 1 });
  });

  it('that opens with a password only is refused as such', async () => {
    expect(await read(makeLockedPdf())).toEqual(refused('encrypted'));
  });

  it('that is broken is refused as such', async () => {
    expect(await read(inBytes('%PDF-1.7\nand nothing of a PDF'))).toEqual(refused('broken'));
  });

  it('of too many pages is refused before they are read', async () => {
    const pageRead = vi.fn();
    const pages = Array.from({ length: mostPages + 1 }, () => ({ lines: ['x'] }));
    expect(await read(makePdf(pages), pageRead)).toEqual(refused('too_many_pages'));
    expect(pageRead).not.toHaveBeenCalled();
  });
});

describe('a Word file', () => {
  it('gives its paragraphs, and its lists with their bullets', async () => {
    const outcome = await read(makeDocx(['# Wanted', 'A baker & <friend>', '• Sourdough', '• Night shifts']));
    expect(outcome).toEqual({
      ...{ outcome: 'text', kind: 'docx', pagesWithoutText: 0 },
      text: 'Wanted\nA baker & <friend>\n• Sourdough\n• Night shifts',
    });
  });

  it('with a part that unpacks to more than it says is refused while it is unpacked', async () => {
    const bomb = { name: 'word/bomb.xml', content: Buffer.alloc(40 * mebibyte, 'a'), saidBytes: 10 };
    const bytes = makeZip([...docxParts(['x']), bomb]);
    expect(bytes.length).toBeLessThan(mebibyte / 8);
    expect(await read(bytes)).toEqual(refused('unpacks_too_large'));
  });

  it('with a large picture is read without it', async () => {
    const picture = { name: 'word/media/photo.png', content: Buffer.alloc(40 * mebibyte) };
    expect(await read(makeZip([...docxParts(['Baker']), picture]))).toMatchObject({ text: 'Baker' });
  });

  it('that is encrypted, by Word or as an archive, is refused as such', async () => {
    const wrapped = new Uint8Array([...compound, ...inBytes([...'EncryptedPackage'].join('\0'))]);
    expect(await read(wrapped)).toEqual(refused('encrypted'));
    const parts = docxParts(['x']).map((part) => ({ ...part, isEncrypted: true }));
    expect(await read(makeZip(parts))).toEqual(refused('encrypted'));
  });

  it('that is broken is refused as such', async () => {
    const whole = makeDocx(['Baker']);
    expect(await read(whole.slice(0, whole.length - 40))).toEqual(refused('broken'));
    const parts = docxParts(['x']).filter(({ name }) => name !== 'word/document.xml');
    expect(await read(makeZip(parts))).toEqual(refused('broken'));
  });

  it('without a word has no text', async () => {
    expect(await read(makeDocx(['', ' ']))).toEqual(refused('no_text'));
  });
});

describe('other files, known by their content', () => {
  it('reads text in the encodings that editors write', async () => {
    expect(await read(inBytes('Bäcker\r\nNacht'))).toMatchObject({ kind: 'text', text: 'Bäcker\nNacht' });
    const wide = new Uint8Array(Buffer.from('\uFEFFBäcker', 'utf16le'));
    expect(await read(wide)).toMatchObject({ text: 'Bäcker' });
    expect(await read(new Uint8Array(Buffer.from('Bäcker', 'latin1')))).toMatchObject({ text: 'Bäcker' });
  });

  it.each([
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
    ['RTF', inBytes('{\\rtf1 Baker}')],
    ['another archive', makeZip([{ name: 'a.txt', content: Buffer.from('a') }])],
  ])('refuses %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual(refused('wrong_type'));
  });

  it("refuses Word's old format by its own name", async () => {
    expect(await read(new Uint8Array([...compound, 0, 1]))).toEqual(refused('old_word'));
  });

  it('refuses what is empty, too large or too long, each by its name', async () => {
    expect(await read(new Uint8Array())).toEqual(refused('empty_file'));
    expect(await read(inBytes(' \n '))).toEqual(refused('no_text'));
    expect(await read(new Uint8Array(mostFileBytes + 1))).toEqual(refused('too_large'));
    expect(await read(inBytes('a'.repeat(mostCharacters + 1)))).toEqual(refused('too_many_characters'));
  });
});
