import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findVisibleTexts } from '../support/visible-words.ts';

const files = globSync('services/web/{app,components,lib}/**/*.{ts,tsx}').filter(
  (file) => !/\.test\.tsx?$|\/lib\/words\/|\/route\.ts$/.test(file),
);

describe('the words of the pages', () => {
  it('stand in the catalogue and nowhere else', () => {
    const outside = files.flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      return findVisibleTexts(file, source).map(({ line, text }) => `${file}:${line}: ${text}`);
    });
    expect(outside).toEqual([]);
  });
});

describe('what counts as a visible text', () => {
  const texts = (source: string) => findVisibleTexts('page.tsx', source).map(({ text }) => text);
  it.for([
    ['<p>Hello there</p>', ['Hello there']],
    ['<p>{isBig ? "Large" : words.small}</p>', ['Large']],
    ['<p>{count} {name}</p>', []],
    ['<img alt="A ring" className="big red ring" />', ['A ring']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a page.
    ['<button aria-label={`Mute ${name}`} data-testid="mute" type="button" />', ['Mute #']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a page.
    ['<p>{`${words.first} (${words.second})`}</p>', []],
    ['const one = element.closest("input, textarea, select, [role=\\"dialog\\"]");', []],
    ['<p>{kind === "large" ? words.large : null}</p>', []],
    ['const text = "You hung up just now";', ['You hung up just now']],
    ['throw new Error("this is for an engineer");', []],
    ['<p>{format(at, "short")}</p>', []],
    ['<p> · — / </p>', []],
  ] as const)('%s', ([source, expected]) => {
    expect(texts(source)).toEqual(expected);
  });
});
