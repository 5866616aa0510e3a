import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeWav } from '@ringback/stand-ins/voice/wav';
import type { Response } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { sessionIdOf, untilStatus } from '../support/live-page.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

let product: LaunchedProduct;
let chromium: Chromium;
let first: WatchedPage;
let sessionId = '';

const say = (line: string) => process.stdout.write(`tests: ${line}\n`);
const at = (path: string) => `http://localhost:${product.ports.WEB_PORT}${path}`;

beforeAll(async () => {
  product = await launchProduct({ REDIS_URL: await testRedisUrl() });
  const silence = join(product.dataDir, 'silence.wav');
  await writeFile(silence, writeWav(new Int16Array(16_000), 16_000));
  chromium = await openChromium(silence);
  await product.line('Ctrl-C stops everything');
  first = await watchPage(await chromium.visitor());
  await first.page.goto(at('/'));
  await first.page.locator('[name="jobTitle"]').fill('Lighthouse keeper');
  await first.page.getByTestId('start').click();
  await first.page.waitForURL(/\/sessions\//);
  await untilStatus(first.page, { phase: 'active' });
  sessionId = sessionIdOf(first.page);
}, 240_000);

afterAll(async () => {
  await chromium?.close();
  await product?.clean();
});

/** Opens an address as a person does who types it, and waits until the page has nothing more to load. */
async function load(path: string): Promise<WatchedPage & { scriptBytes: number }> {
  const watched = await watchPage(first.page.context());
  let scriptBytes = 0;
  const bodies: Promise<void>[] = [];
  const count = (response: Response) => {
    // The worker that makes the preview of a form that is filled in runs beside the page, and after it.
    if (response.request().resourceType() !== 'script' || response.url().includes('/set-up-worker-')) return;
    bodies.push(
      response.body().then((body) => {
        scriptBytes += gzipSync(body).length;
      }),
    );
  };
  watched.page.on('response', count);
  await watched.page.goto(at(path));
  await watched.page.getByRole('heading').first().waitFor();
  await watched.page.waitForLoadState('networkidle');
  // What comes later is not waited for, and its body is gone with the page.
  watched.page.off('response', count);
  await Promise.all(bodies);
  return { ...watched, scriptBytes };
}

it.each([
  ['set-up', '/'],
  ['the history', '/history'],
  ['the operator’s page', '/operator'],
  ['a shared session without its link', '/watch'],
  ['a session', '/sessions/ID'],
  ['a report', '/sessions/ID/report'],
  ['a page that does not exist', '/nothing-here'],
])('%s, loaded by its address, writes no error into the console', async (_name, path) => {
  const { page, faults } = await load(path.replace('ID', sessionId));
  // A browser writes down that the page itself, or a report that is not there yet, was answered with 404.
  const others = faults.filter((line) => !/\b404\b/.test(line) || !/nothing-here|\/report/.test(line));
  expect(others).toEqual([]);
  expect(await page.getByTestId('older-browser').isVisible()).toBe(false);
  await page.close();
});

it('tells a browser below the floor in words, without any script', async () => {
  const context = await chromium.visitor({ javaScriptEnabled: false });
  const page = await context.newPage();
  // As a browser reads it that lacks one of the features by which the floor is known.
  await page.route(/\.css/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: (await response.text()).replaceAll(':user-valid', ':no-such-class'),
    });
  });
  await page.goto(at('/'));
  await page.getByText('This browser is too old to hold a call.').waitFor();
  await page.getByText('Use Safari 17.4, Firefox 121, Chrome or Edge 119, or a later one.').waitFor();
  await context.close();
});

/** Gzip of every script of a page until it is at rest, in bytes (issue 14). */
const MOST = { '/': 130_000, '/sessions/ID': 139_000 };

it.each(Object.entries(MOST))('%s loads few scripts', async (path, most) => {
  const { page, scriptBytes } = await load(path.replace('ID', sessionId));
  await page.close();
  say(`scripts of ${path}: ${(scriptBytes / 1000).toFixed(1)} kB gzip`);
  expect(scriptBytes).toBeLessThan(most);
});
