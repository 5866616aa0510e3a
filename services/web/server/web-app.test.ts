import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { closeServer, listen } from '@ringback/shared/runtime/http';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { anySession } from './built-pages.ts';
import { createWebApp } from './web-app.ts';

const script = 'console.log("a script")'.repeat(50);
let folder: string;
let server: Server;
let at = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets/a-1.js'), script);
  await writeFile(join(folder, 'assets/a-1.js.gz'), gzipSync(script));
  await writeFile(join(folder, 'assets/a-1.js.br'), brotliCompressSync(script));
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  const app = createWebApp({
    configuration: readRunTimeConfiguration({}),
    browserFolder: folder,
    logger: createLogger({ service: 'web', instance: 'test', level: 'silent' }),
    pages: {
      read: async ({ name, path }, language) => ({
        rendered: {
          title: `${name} <&>`,
          description: 'what',
          olderBrowser: '',
          markup: name === 'report' ? `report of ${anySession}` : `${name} ${language} ${path}`,
        },
        assets: { scripts: ['/assets/a-1.js'], style: '/s.css', font: '/f.woff2', preloads: [] },
      }),
    },
  });
  const listening = await listen(app, '127.0.0.1', 0);
  server = listening.server;
  at = `http://127.0.0.1:${listening.port}`;
});
afterAll(async () => {
  await closeServer(server);
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${at}${path}`, { headers });
const nonceOf = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? '')?.[1];

describe('a page', () => {
  it.each([
    '/',
    '/sessions/ses_12345678',
    '/healthy',
    '/health',
    '/metrics2',
    '/configuration/x',
    '/assetsx',
  ])('at %s has the policy, and no browser or proxy keeps it', async (path) => {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toContain(`script-src 'self'; `);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('has another nonce for each request, which stands in it as in its policy', async () => {
    const [one, other] = await Promise.all([get('/'), get('/')]);
    const nonces = [one, other].map(({ headers }) => nonceOf(headers.get('content-security-policy')));
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/=]{20,}$/);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(await one.text()).toContain(`<meta property="csp-nonce" content="${nonces[0]}">`);
  });

  it('is in the language of the cookie, else of the browser', async () => {
    const text = async (headers: Record<string, string>) => (await get('/help', headers)).text();
    expect(await text({ 'accept-language': 'de-CH,de;q=0.9' })).toContain('<html lang="de">');
    expect(await text({ 'accept-language': 'de', cookie: 'a=b; language=en' })).toContain('<html lang="en">');
    expect(await text({ cookie: 'otherlanguage=de' })).toContain('<html lang="en">');
  });

  it('names the session of its address, and writes no other text of an address into itself', async () => {
    expect(await (await get('/sessions/ses_12345678/report')).text()).toContain('report of ses_12345678');
    const text = await (await get('/sessions/%3Cscript%3E/report')).text();
    expect(text).not.toContain('<script>');
    expect(text).toContain('<title>not-found &lt;&amp;&gt;</title>');
  });

  it('that there is not is 404, and one whose address cannot be read is 400', async () => {
    expect((await get('/nothing-here')).status).toBe(404);
    expect((await get('/%')).status).toBe(400);
    expect((await fetch(`${at}/`, { method: 'POST' })).status).toBe(405);
  });
});

describe('a file', () => {
  it.each(['br', 'gzip', 'identity'])('comes as %s where the browser takes that', async (encoding) => {
    const response = await get('/assets/a-1.js', { 'accept-encoding': encoding });
    expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    expect(await response.text()).toBe(script);
  });

  it('has the policy of a worker, which sends nothing anywhere', async () => {
    const { headers } = await get('/assets/a-1.js');
    expect(headers.get('content-security-policy')).toContain(`default-src 'none'`);
  });

  it('of another release is not there, in few words', async () => {
    const response = await get('/assets/gone.js');
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('not found');
  });

  it.each(['/assets/../server/main.ts', '/assets/%2e%2e/package.json', '/.vite/manifest.json'])(
    'at %s is none of ours',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

it('tells an operator’s tools how it is', async () => {
  expect(await (await get('/health/live')).json()).toEqual({ status: 'live' });
  expect(await (await get('/health/ready')).json()).toEqual({ status: 'ready' });
  expect(await (await get('/configuration')).json()).toEqual(readRunTimeConfiguration({}));
  expect(await (await get('/metrics')).text()).toContain('process_uptime_seconds');
  expect((await get('/configuration')).headers.get('content-security-policy')).toBeNull();
});

describe('a request that a file cannot answer', () => {
  it.each([
    ['a part behind its end', { range: 'bytes=99999999-' }, 200],
    ['another version of it', { 'if-match': '"of-another-release"' }, 412],
  ])('for %s is no fault of ours, and is kept by no cache as the file', async (_what, headers, status) => {
    const answer = await get('/assets/a-1.js', { ...headers, 'accept-encoding': 'br' });
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.text()).toBe('bad request');
  });
});
