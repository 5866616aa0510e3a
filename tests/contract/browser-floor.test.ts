import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { browserFloor } from '../../services/web/lib/browser-floor.ts';

const { safari, firefox, chrome } = browserFloor;

/** What runs in a browser. */
const sources = globSync([
  'services/web/{app,components,lib,public}/**/*.{ts,tsx,js,css}',
  'packages/shared/src/{client,contract,session}/**/*.ts',
]).filter((file) => !file.includes('.test.'));

/**
 * What came after the floor and breaks a page that lacks it (MDN's tables). A feature that is looked for first, or
 * whose lack only looks plainer, is not here. The language itself is held by the compiler's `lib`.
 */
const NEWER: readonly (readonly [feature: string, uses: RegExp, since: string])[] = [
  ['AbortSignal.any', /AbortSignal\.any\(/, 'Firefox 124'],
  ['Array.fromAsync', /Array\.fromAsync\(/, 'Chrome 121'],
  ['base64 of Uint8Array', /\.(?:fromBase64|toBase64)\(/, 'Chrome 140'],
  ['Intl.DurationFormat', /Intl\.DurationFormat/, 'Chrome 129, Firefox 136'],
  ['iterator helpers', /\bIterator\.(?:from|prototype)\b/, 'Firefox 131, Safari 18.4'],
  ['Promise.try', /Promise\.try\(/, 'Chrome 128, Safari 18.2'],
  ['RegExp.escape', /RegExp\.escape\(/, 'Chrome 136'],
  ['set methods', /\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/, 'Firefox 127'],
  ['URL.parse', /\bURL\.parse\(/, 'Chrome 126, Safari 18'],
  ['requestIdleCallback', /requestIdleCallback\(/, 'no Safari'],
  ['popover', /\bpopover(?:=|Target)|togglePopover\(/, 'Firefox 125'],
  ['light-dark()', /light-dark\(/, 'Chrome 123, Safari 17.5'],
  ['@scope', /^@scope\b/m, 'Firefox 146'],
  ['anchor positioning', /\banchor-name:|position-anchor:/, 'Chrome 125'],
];

it.each(NEWER)('no page needs %s', (_feature, uses) => {
  expect(sources.filter((file) => uses.test(readFileSync(file, 'utf8')))).toEqual([]);
});

it('looks at the sources of the pages', () => {
  expect(sources.length).toBeGreaterThan(150);
});

it('is the floor of the compilers as well', () => {
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
  // What ES2025 brings came after these browsers.
  expect(read('services/web/tsconfig.json').compilerOptions.lib).toEqual(['es2024', 'dom', 'dom.iterable']);
  expect(read('services/web/package.json').browserslist).toEqual([
    `safari >= ${safari}`,
    `ios_saf >= ${safari}`,
    `firefox >= ${firefox}`,
    `chrome >= ${chrome}`,
    `edge >= ${chrome}`,
  ]);
});

it('is told in README.md', () => {
  const words = `Safari ${safari}, Firefox ${firefox}, Chrome or Edge ${chrome}`;
  expect(readFileSync('README.md', 'utf8').replaceAll(/\s+/g, ' ')).toContain(words);
});
