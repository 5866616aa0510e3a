/** One run of characters of a page, as pdf.js gives it (`TextItem` of its API): the baseline is `transform[5]`. */
export interface PageRun {
  str: string;
  hasEOL: boolean;
  transform: readonly number[];
  height: number;
}

/** Lines farther apart than this many of their heights are paragraphs. */
const paragraphHeights = 1.8;

/** The lines of a page. Runs of one line stand together, and a wide gap is an empty line. */
export function toPageText(runs: readonly PageRun[]): string {
  let text = '';
  let lastBaseline: number | null = null;
  for (const { str, hasEOL, transform, height } of runs) {
    const baseline = transform[5] ?? 0;
    if (str.trim() !== '') {
      const isApart =
        lastBaseline !== null && lastBaseline - baseline > paragraphHeights * Math.max(height, 1);
      if (isApart && text.endsWith('\n') && !text.endsWith('\n\n')) text += '\n';
      lastBaseline = baseline;
    }
    text += hasEOL ? `${str}\n` : str;
  }
  return text
    .replaceAll(/[^\S\n]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
