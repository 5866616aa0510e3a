import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { noFaults } from '@ringback/stand-ins/twilio/faults';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => readFileSync(`${root}/${file}`, 'utf8'));

const switches = Object.entries(noFaults()).flatMap(([name, value]) =>
  typeof value === 'object' && value !== null ? Object.keys(value).map((part) => `${name}.${part}`) : [name],
);
const lastName = (name: string) => name.split('.').at(-1) ?? '';

describe('the switches of the stand-in carrier', () => {
  it('are each set by a test', () => {
    const tests = [
      ...read('tests/{system,faults}/*.test.ts'),
      ...read('packages/stand-ins/src/twilio/*.test.ts'),
    ];
    const unused = switches.filter((name) => {
      const word = new RegExp(`\\b${lastName(name)}\\b`);
      return !tests.some((text) => text.includes('faults') && word.test(text));
    });
    expect(unused).toEqual([]);
  });

  it('that are guesses are those of the table in docs/telephony.md, and the product is run on them', () => {
    const [doc = ''] = read('docs/telephony.md');
    const table = doc.slice(
      doc.indexOf('### What the carrier has not promised'),
      doc.indexOf('## What happens in a call'),
    );
    const documented = [...table.matchAll(/^\|[^|]+\| `([\w.]+)` \|/gm)].map(([, name = '']) => name);
    const [source = ''] = read('packages/stand-ins/src/twilio/faults.ts');
    // The comment with the mark stands right above its switch.
    const marked = [...source.matchAll(/\[guess[^\n]*\*\/\n\s+(\w+):/g)].map(([, name = '']) => name);
    expect(marked.length).toBeGreaterThan(3);
    expect(documented.map(lastName).toSorted()).toEqual(marked.toSorted());
    expect(documented.filter((name) => !switches.includes(name))).toEqual([]);
    const system = read('tests/{system,faults}/*.test.ts');
    const unshown = documented.filter((name) => !system.some((text) => text.includes(lastName(name))));
    expect(unshown).toEqual([]);
  });
});
