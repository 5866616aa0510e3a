import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWav } from '@ringback/stand-ins/voice/wav';
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { eventually } from '../support/eventually.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { sessionIdOf, untilStatus } from '../support/live-page.ts';
import { readHeld } from '../support/quiet-check.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

let product: LaunchedProduct;
let chromium: Chromium;
let context: BrowserContext;
let watched: WatchedPage;
/** Cuts every `/logs` socket of the browser, as a lost network does. */
let cutSockets: () => Promise<void>;
let isCutOff = false;
let sessionId = '';

beforeAll(async () => {
  product = await launchProduct({ REDIS_URL: await testRedisUrl() });
  const silence = join(product.dataDir, 'silence.wav');
  await writeFile(silence, writeWav(new Int16Array(16_000), 16_000));
  chromium = await openChromium(silence);
  await product.line('Ctrl-C stops everything');
  context = await chromium.visitor();
  const open = new Set<() => Promise<void>>();
  await context.routeWebSocket(/\/logs$/, (socket) => {
    const server = socket.connectToServer();
    open.add(async () => {
      await server.close();
      await socket.close({ code: 4000 });
    });
  });
  await context.route(/\/ticket$/, (route) => (isCutOff ? route.abort() : route.continue()));
  cutSockets = async () => {
    const all = [...open];
    open.clear();
    await Promise.all(all.map((cut) => cut()));
  };
  watched = await watchPage(context);
}, 240_000);

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && watched !== undefined) await describeFailure(watched, product);
});

afterAll(async () => {
  await chromium?.close();
  await product?.clean();
});

const at = (path: string) => `http://localhost:${product.ports.WEB_PORT}${path}`;
const gatewaySockets = async () =>
  (await readHeld({ serviceUrls: [`http://127.0.0.1:${product.ports.GATEWAY_PORT}`] })).socket;
const banner = () => watched.page.getByTestId('reconnecting');
async function goOffline(): Promise<number> {
  isCutOff = true;
  await cutSockets();
  return Date.now();
}

/** Each step goes on where the one before it stopped. */
describe('a page that is cut off', () => {
  it('says nothing for a second, then which attempt it is; "Retry now" brings it back', async () => {
    const { page } = watched;
    await page.goto(at('/'));
    await page.locator('[name="jobTitle"]').fill('Signalman');
    await page.getByTestId('start').click();
    await page.waitForURL(/\/sessions\//);
    sessionId = sessionIdOf(page);
    await untilStatus(page, { phase: 'active' });
    const cutAt = await goOffline();
    await banner().waitFor();
    expect(Date.now() - cutAt).toBeGreaterThan(950);
    expect(await banner().textContent()).toMatch(/Reconnecting\..*Attempt [1-9]/);
    // Its sound does not hang on the words.
    expect(await page.getByTestId('mute').count()).toBe(1);
    // By now a wait is long enough to be cut short.
    await page.getByText(/Attempt [5-9], next in [2-9] s/).waitFor();
    isCutOff = false;
    const askedAt = Date.now();
    await banner().getByRole('button', { name: 'Retry now' }).click();
    await banner().waitFor({ state: 'detached' });
    expect(Date.now() - askedAt).toBeLessThan(1_500);
    await eventually(async () => expect(await gatewaySockets()).toBe(1));
  });

  it('comes back at once when the browser says that it is online again', async () => {
    const { page } = watched;
    await goOffline();
    await page.getByText(/Attempt [5-9], next in [2-9] s/).waitFor();
    isCutOff = false;
    const backAt = Date.now();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await banner().waitFor({ state: 'detached' });
    expect(Date.now() - backAt).toBeLessThan(1_500);
    await eventually(async () => expect(await gatewaySockets()).toBe(1));
  });

  it('finds its session again after the browser was closed', async () => {
    await watched.page.close();
    await eventually(async () => expect(await gatewaySockets()).toBe(0));
    watched = await watchPage(context);
    const { page } = watched;
    await page.goto(at('/'));
    await page.getByTestId('return').getByText('Signalman').waitFor();
    await page.getByTestId('return').getByRole('link', { name: 'Return to it' }).click();
    await page.getByTestId('continue').getByRole('button', { name: 'Continue' }).click();
    await page.getByTestId('mute').waitFor();
    expect(sessionIdOf(page)).toBe(sessionId);
    await untilStatus(page, { phase: 'active' });
  });

  it('lets everything go with "Practice again", and with the page', async () => {
    const { page } = watched;
    await page.getByTestId('practice-again').click();
    await page.waitForURL(
      (url) => url.pathname.startsWith('/sessions/') && !url.pathname.endsWith(sessionId),
    );
    await untilStatus(page, { phase: 'active' });
    await eventually(async () => expect(await gatewaySockets()).toBe(1));
    const ofOld = watched.debugLines.filter(({ fields }) => fields.sessionId === sessionId);
    expect(ofOld.some(({ line }) => line === 'connection cleaned up')).toBe(true);
    await page.getByTestId('hang-up').click();
    await untilStatus(page, { phase: 'closed' }, 10_000);
    await page.getByRole('link', { name: 'Another job' }).click();
    await page.locator('[name="jobTitle"]').waitFor();
    await eventually(async () => expect(await gatewaySockets()).toBe(0));
    expect(await page.getByTestId('return').count()).toBe(0);
  });
});
