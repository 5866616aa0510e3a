import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const text = readFileSync(path.join(import.meta.dirname, '..', 'app', 'tokens.css'), 'utf8');

/** The colours of a block of the sheet, by name. */
const colours = (block: string) =>
  new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
const [light = '', dark = ''] = text.split('@media (prefers-color-scheme: dark)');
const themes = [
  ['light', colours(light)],
  ['dark', colours(dark)],
] as const;

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['page', 'surface', 'sunken', 'tint', 'warning-tint', 'danger-tint'];
/** Text on what it may stand on: 4.5. Lines that carry a meaning: 3. */
const pairs = [
  ...grounds.flatMap((ground) => [
    ['text', ground, 4.5] as const,
    ['quiet', ground, 4.5] as const,
    ['accent', ground, 4.5] as const,
    ['danger', ground, 4.5] as const,
    ['focus', ground, 3] as const,
    ['control-line', ground, 3] as const,
  ]),
  ['on-accent', 'accent', 4.5] as const,
  ['on-danger', 'danger', 4.5] as const,
  ['warning-line', 'warning-tint', 3] as const,
  ['warning-line', 'page', 3] as const,
];

describe.for(themes)('the %s palette', ([, palette]) => {
  it.for(pairs)('has enough contrast of %s on %s: %f', ([front, ground, least]) => {
    const [one, other] = [palette.get(front), palette.get(ground)];
    expect(contrast(one ?? '', other ?? '')).toBeGreaterThanOrEqual(least);
  });
});
