import { beforeEach, expect, it } from 'vitest';
import type { ScriptedRedis } from '../scripts.ts';
import { rewriteAfterErasures } from './file-rewrite.ts';

let stored: Map<string, string>;
let server: { run: string; underWay: boolean; status: 'ok' | 'err'; rewrites: number; seconds: number };
/** When what a deletion record is about was erased, and when the file was rewritten after that. */
let inFile: Map<string, number>;
let rewritten: Map<string, number>;
beforeEach(() => {
  inFile = new Map();
  rewritten = new Map();
  stored = new Map([['erasures:pending', 'first']]);
  server = { run: 'a1', underWay: false, status: 'ok', rewrites: 0, seconds: 100 };
});

/** As much of Redis as a rewrite uses. */
const redis = {
  get: async (key: string) => stored.get(key) ?? null,
  async set(key: string, value: string, ...options: unknown[]) {
    if (options.includes('NX') && stored.has(key)) return null;
    stored.set(key, value);
    return 'OK';
  },
  del: async (key: string) => Number(stored.delete(key)),
  forgetIf: async (key: string, value: string) => Number(stored.get(key) === value && stored.delete(key)),
  async info(section: string) {
    if (section === 'server') return `# Server\r\nrun_id:${server.run}\r\n`;
    const progress = `aof_rewrite_in_progress:${server.underWay ? 1 : 0}`;
    return `# Persistence\r\n${progress}\r\naof_last_bgrewrite_status:${server.status}\r\n`;
  },
  async bgrewriteaof() {
    server.underWay = true;
    server.rewrites += 1;
  },
  time: async () => [String(server.seconds), '0'],
  zrangebyscore: async (_key: string, _from: string, upTo: string) =>
    [...inFile].flatMap(([reference, at]) => (at <= Number(upTo) ? [reference] : [])),
  exists: async () => 1,
  multi: () => ({
    zrem(_key: string, reference: string) {
      inFile.delete(reference);
      return this;
    },
    hset(key: string, _field: string, at: number) {
      rewritten.set(key, at);
      return this;
    },
    exec: async () => [],
  }),
} as unknown as ScriptedRedis;
const look = () => rewriteAfterErasures(redis);

it('forgets what was erased when the rewrite is done, and not before', async () => {
  expect(await look()).toBe('begun');
  expect(await look()).toBe('under_way');
  expect(stored.get('erasures:pending')).toBe('first');
  server.underWay = false;
  expect(await look()).toBe('done');
  expect(await look()).toBe('nothing_erased');
});

it.each([
  ['failed', () => Object.assign(server, { underWay: false, status: 'err' })],
  ['went with its server', () => Object.assign(server, { underWay: false, run: 'b2' })],
])('reports a rewrite that %s, and does it again', async (_what, happens) => {
  await look();
  happens();
  expect(await look()).toBe('failed');
  expect(await look()).toBe('not_due');
  expect(stored.get('erasures:pending')).toBe('first');
  stored.delete('erasures:rewrite');
  expect(await look()).toBe('begun');
  Object.assign(server, { underWay: false, status: 'ok' });
  expect(await look()).toBe('done');
  expect(server.rewrites).toBe(2);
});

it('leaves what was erased during a rewrite to the next one', async () => {
  await look();
  stored.set('erasures:pending', 'second');
  server.underWay = false;
  expect(await look()).toBe('not_due');
  stored.delete('erasures:rewrite');
  expect(await look()).toBe('begun');
});

it('notes in each deletion record when the file was rewritten, where the rewrite had begun after its erasure', async () => {
  inFile.set('AAAA', 99_999).set('BBBB', 100_500);
  await look();
  stored.set('erasures:pending', 'second');
  Object.assign(server, { underWay: false, seconds: 110 });
  await look();
  expect([...rewritten]).toEqual([['deletion:AAAA', 110_000]]);
  stored.delete('erasures:rewrite');
  await look();
  Object.assign(server, { underWay: false, seconds: 120 });
  expect(await look()).toBe('done');
  expect(rewritten.get('deletion:BBBB')).toBe(120_000);
});
