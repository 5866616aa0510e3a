import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const isSource = (name: string) => name.endsWith('.ts') && !name.endsWith('.test.ts');

/** Folders of source files: each below `src`, and each below a folder that is divided again. */
const rooms = globSync(
  [
    'services/{telephony,ai-bridge,frontend-gateway}/src/*',
    'services/ai-bridge/src/domain/*',
    'packages/{shared,stand-ins}/src/*',
    'packages/shared/src/redis/*',
  ],
  { cwd: root },
).filter((path) => statSync(join(root, path)).isDirectory() && readdirSync(join(root, path)).some(isSource));

describe('a room', () => {
  it('is each of at least twenty', () => expect(rooms.length).toBeGreaterThan(20));
  it.each(rooms)('%s says in three lines what is in it, where to begin, and what holds there', (room) => {
    expect(existsSync(join(root, room, 'README.md'))).toBe(true);
    const [title, empty, ...lines] = read(`${room}/README.md`).trimEnd().split('\n');
    expect([title, empty, lines.length]).toEqual([`# ${posix.basename(room)}`, '', 3]);
    const [, entry = ''] = /\[`[^`]+`\]\(([^)]+)\)/.exec(lines[1] ?? '') ?? [];
    expect(readdirSync(join(root, room))).toContain(entry);
  });
});

const sourceOf: Record<string, string> = {
  telephony: 'services/telephony/src',
  'ai-bridge': 'services/ai-bridge/src',
  'frontend-gateway': 'services/frontend-gateway/src',
  shared: 'packages/shared/src',
};
const mostFiles = 6;

/**
 * The flows of docs/architecture.md. Each line has a process and its files, with the direction of the import between
 * two of them.
 */
function readFlows(): { line: string; process: string; files: string[]; arrows: string[] }[] {
  const [, section = ''] = read('docs/architecture.md').split('\n## Four flows, as files\n');
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('- '));
  return lines.flatMap((line) => {
    const [, process = ''] = /^- ([a-z-]+)/.exec(line) ?? [];
    const files = [...line.matchAll(/`([^`]+\.ts)`/g)].map(([, file = '']) => file);
    const arrows = [...line.matchAll(/[→←]/g)].map(([arrow]) => arrow);
    return process in sourceOf && files.length > 0 ? [{ line, process, files, arrows }] : [];
  });
}

function importsOf(file: string): string[] {
  return [...read(file).matchAll(/from '([^']+)'/g)].flatMap(([, from = '']) => {
    if (from.startsWith('@ringback/shared/'))
      return [`${from.replace('@ringback/shared', sourceOf.shared ?? '')}.ts`];
    return from.startsWith('.') ? [posix.join(posix.dirname(file), from)] : [];
  });
}

describe('a flow of docs/architecture.md', () => {
  const flows = readFlows();
  it('is one of four, each through several processes', () => expect(flows.length).toBeGreaterThan(10));
  it.each(flows)('$line', ({ process, files, arrows }) => {
    expect(files.length).toBeLessThanOrEqual(mostFiles);
    expect(arrows).toHaveLength(files.length - 1);
    const paths = files.map((file) => `${sourceOf[process]}/${file}`);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    arrows.forEach((arrow, index) => {
      const [left = '', right = ''] = paths.slice(index, index + 2);
      const [from, to] = arrow === '→' ? [left, right] : [right, left];
      expect(importsOf(from)).toContain(to);
    });
  });
});
