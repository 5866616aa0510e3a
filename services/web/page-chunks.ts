import type { Rolldown } from 'vite';

/** Finds the modules that import a module at once, not when something is opened. */
type ImportersOf = (id: string) => readonly string[];

/** What loads at first: the app's own entry, and each page. */
const entryPattern = /services\/web\/app\/(?:browser|pages\/([a-z-]+))\.tsx$/;

/** The entries that a module is loaded with at once. */
function findEntries(id: string, importersOf: ImportersOf): Set<string> {
  const seen = new Set<string>();
  const found = new Set<string>();
  const climb = (at: string): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const [entry, page = 'every'] = entryPattern.exec(at) ?? [];
    if (entry !== undefined) found.add(page);
    for (const importer of importersOf(at)) climb(importer);
  };
  climb(id);
  return found;
}

/**
 * Which chunk a module goes to, in this order. Few large chunks are a tenth smaller than many small ones; and none of
 * these has anything that set-up or the live page does not need.
 */
const chunks: readonly [name: string, holds: (pages: ReadonlySet<string>) => boolean][] = [
  ['frame', (pages) => pages.has('every')],
  ['visit', (pages) => pages.has('home') && pages.has('live')],
  [
    'call',
    (pages) => pages.has('live') && pages.has('report') && !pages.has('history') && !pages.has('operator'),
  ],
];

/** Groups for Rolldown's code splitting. */
export function pageChunks(): Rolldown.CodeSplittingGroup[] {
  const known = new Map<string, Set<string>>();
  return chunks.map(([name, holds], index) => ({
    priority: chunks.length - index,
    name(id, context) {
      const pages = known.get(id) ?? findEntries(id, (at) => context.getModuleInfo(at)?.importers ?? []);
      known.set(id, pages);
      return holds(pages) ? name : null;
    },
  }));
}
