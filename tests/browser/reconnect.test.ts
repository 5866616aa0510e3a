import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWav } from '@ringback/stand-ins/voice/wav';
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { eventually } from '../support/eventually.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { practiseAgainMidCall, sessionIdOf, untilStatus } from '../support/live-page.ts';
import { type LossyNetwork, openLossyNetwork } from '../support/lossy-network.ts';
import { readHeld } from '../support/quiet-check.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

let product: LaunchedProduct;
let chromium: Chromium;
let context: BrowserContext;
let watched: WatchedPage;
let network: LossyNetwork;
let sessionId = '';

beforeAll(async () => {
  product = await launchProduct({ REDIS_URL: await testRedisUrl() });
  const silence = join(product.dataDir, 'silence.wav');
  await writeFile(silence, writeWav(new Int16Array(16_000), 16_000));
  chromium = await openChromium(silence);
  await product.line('Ctrl-C stops everything');
  context = await chromium.visitor();
  network = await openLossyNetwork(context);
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
const longWait = /Attempt \d+, next in [3-9] s/;
/** Words, and words with the sound. */
const words = /\/logs$|\/ticket$/;
const everything = /\/logs$|\/browser\/media$|\/api\//;
const banner = () => watched.page.getByTestId('reconnecting');
const status = () => watched.page.getByTestId('status');
const timer = () => watched.page.getByTestId('timer').textContent();

/** Each step continues where the one before it stopped. */
describe('a page that is cut off', () => {
  it('says nothing for a second, and then which attempt it is; "Retry now" brings it back', async () => {
    const { page } = watched;
    await page.goto(at('/'));
    await page.locator('[name="jobTitle"]').fill('Signalman');
    // The first answer is lost. The page asks again by itself, for the same session.
    await network.lose(/\/api\/sessions$/);
    const asked: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'POST' || !request.url().endsWith('/api/sessions')) return;
      asked.push(request.postDataJSON().operationId);
    });
    await page.getByTestId('start').click();
    await page.getByTestId('start').getByText('Trying again …').waitFor();
    network.mend();
    await page.waitForURL(/\/sessions\//);
    sessionId = sessionIdOf(page);
    expect(asked.length).toBeGreaterThan(1);
    expect(new Set(asked).size).toBe(1);
    await untilStatus(page, { phase: 'active' });
    const cutAt = await network.lose(words);
    await banner().waitFor();
    expect(Date.now() - cutAt).toBeGreaterThan(950);
    expect(await banner().textContent()).toMatch(/Reconnecting\..*Attempt [1-9]/);
    // Its sound does not depend on the words.
    expect(await page.getByTestId('mute').count()).toBe(1);
    // By now a wait is long enough to be skipped, even on a machine that is slow to press the button.
    await page.getByText(longWait).waitFor();
    network.mend();
    const askedAt = Date.now();
    await banner().getByRole('button', { name: 'Retry now' }).click();
    await banner().waitFor({ state: 'detached' });
    expect(Date.now() - askedAt).toBeLessThan(1_500);
    await eventually(async () => expect(await gatewaySockets()).toBe(1));
  });

  it('comes back at once when the browser says that it is online again', async () => {
    const { page } = watched;
    await network.lose(words);
    await page.getByText(longWait).waitFor();
    network.mend();
    const backAt = Date.now();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await banner().waitFor({ state: 'detached' });
    expect(Date.now() - backAt).toBeLessThan(1_500);
    await eventually(async () => expect(await gatewaySockets()).toBe(1));
  });

  it('finds its session again after the browser was closed, and goes on without another click', async () => {
    await watched.page.close();
    await eventually(async () => expect(await gatewaySockets()).toBe(0));
    watched = await watchPage(context);
    const { page } = watched;
    await page.goto(at('/'));
    await page.getByTestId('return').getByText('Signalman').waitFor();
    await page.getByTestId('return').getByRole('link', { name: 'Return to it' }).click();
    await page.getByTestId('mute').waitFor();
    expect(await page.getByTestId('continue').count()).toBe(0);
    expect(sessionIdOf(page)).toBe(sessionId);
    await untilStatus(page, { phase: 'active' });
  });

  it('releases everything with "Practice again", and when the page is left', async () => {
    const { page } = watched;
    await practiseAgainMidCall(page);
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
    // Neither end raised an alarm, even for a moment: a screen reader announces every one.
    expect(await watched.shownAlerts()).toEqual([]);
  });

  it('that is offline is grey, stands still and counts the promise down, until the call was lost', async () => {
    const { page } = watched;
    await page.getByTestId('start').click();
    await page.waitForURL(/\/sessions\//);
    await untilStatus(page, { phase: 'active' });
    await network.lose(everything);
    const offline = page.getByTestId('cut-off');
    await offline.getByText('You are offline.').waitFor();
    const promised = async () =>
      Number(/The call is lost in (\d+) s\./.exec((await offline.textContent()) ?? '')?.[1]);
    expect(await promised()).toBeGreaterThan(14);
    expect(await promised()).toBeLessThanOrEqual(19);
    expect(await status().getAttribute('data-icon')).toBe('offline');
    expect(await status().textContent()).toBe('Offline');
    expect(await banner().count()).toBe(0);
    const stoppedAt = await timer();
    await page.getByText('The call is lost in 5 s.').waitFor();
    expect(await timer()).toBe(stoppedAt);
    await offline.getByText('You are offline. The call was lost.').waitFor();
    expect(await status().textContent()).toBe('Offline: The call was lost.');
    // It comes back by itself.
    network.mend();
    await status().getByText('the sound connection was lost').waitFor();
    expect(await status().getAttribute('data-status')).toBe('ended');
    expect(await offline.count()).toBe(0);
  });
});
