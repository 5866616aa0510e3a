import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const page = read('phone.html');
const tokens = read('../../../../../services/web/app/tokens.css');

/** The colours of a style sheet in one theme, by name. */
function coloursOf(css: string, theme: 'light' | 'dark'): Map<string, string> {
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
  const part = theme === 'light' ? light : dark;
  return new Map(
    [...part.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

describe('the page of the simulated phone', () => {
  it.each(['light', 'dark'] as const)('has the colours of the product in the %s theme', (theme) => {
    const own = coloursOf(page, theme);
    const ofProduct = coloursOf(tokens, theme);
    expect(own.size).toBeGreaterThan(10);
    for (const [name, value] of own) expect([name, value]).toEqual([name, ofProduct.get(name)]);
  });

  it('uses no colour beside those', () => {
    const [, rules = ''] = page.split('box-sizing');
    expect(rules.slice(0, rules.indexOf('</style>')).match(/#[0-9a-f]{3,8}\b/g)).toBeNull();
    for (const [, name = ''] of rules.matchAll(/var\((--[\w-]+)\)/g))
      expect(coloursOf(page, 'light').has(name)).toBe(true);
  });
});
