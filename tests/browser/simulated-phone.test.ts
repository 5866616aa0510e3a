import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { eventually } from '../support/eventually.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { hangUp, untilStatus, untilTurns } from '../support/live-page.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { parseServiceLines } from '../support/service-lines.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

let product: LaunchedProduct;
let chromium: Chromium;
let context: BrowserContext;
let watched: WatchedPage;
/** The page of the simulated phone, and what went wrong in it. */
let phone: Page;
let phoneFaults: string[];

beforeAll(async () => {
  product = await launchProduct({ REDIS_URL: await testRedisUrl() });
  const microphone = join(product.dataDir, 'silence.wav');
  await writeFile(microphone, await recordCandidate([{ silenceMs: 60_000 }]));
  chromium = await openChromium(microphone);
  await product.line('Ctrl-C stops everything');
}, 240_000);

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await describeFailure(watched, product);
  expect([...watched.faults, ...phoneFaults]).toEqual([]);
  await context.close();
});

afterAll(async () => {
  await chromium?.close();
  await product?.clean();
  expect(parseServiceLines(product.lines).filter(({ level }) => level === 'error')).toEqual([]);
});

/** The set-up page, and beside it the phone that it links to. */
async function openBoth(): Promise<void> {
  context = await chromium.visitor({ viewport: { width: 900, height: 760 } });
  watched = await watchPage(context);
  phoneFaults = [];
  const { page } = watched;
  await page.goto(`http://localhost:${product.ports.WEB_PORT}/`);
  await page.locator('[name="jobTitle"]').fill('Product Manager');
  await page.getByRole('radio', { name: 'Dial in' }).check();
  [phone] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'simulated phone' }).click(),
  ]);
  phone.on('pageerror', (error) => phoneFaults.push(String(error)));
  await phone.getByRole('status').getByText('Waiting for a call').waitFor();
}

const says = (text: string, timeout = 30_000) => phone.getByText(text).first().waitFor({ timeout });
const press = (name: string) => phone.getByRole('button', { name, exact: true }).click();

it('dials in: the code that the page shows is entered on its keys, and the page hangs up', async () => {
  await openBoth();
  const { page } = watched;
  await page.bringToFront();
  await page.getByRole('button', { name: 'Get my code' }).click();
  const shown = await page.getByTestId('dial-in').getByTestId('short-code').textContent();
  const code = (shown ?? '').replaceAll(/\D/g, '');
  expect(code).toHaveLength(6);
  await phone.bringToFront();
  await press('Call Ringback');
  await says('Please enter the six digits');
  for (const digit of code) await press(digit);
  expect(await phone.getByLabel('Keys you have pressed').textContent()).toBe(code);
  expect(await phone.getByRole('button', { name: 'Star' }).textContent()).toBe('*');
  expect(await findBarriers(phone)).toEqual([]);
  await untilStatus(page, { status: 'connected' }, 60_000);
  await untilTurns(page, 1, 60_000);
  await page.bringToFront();
  await hangUp(page);
  await says('Waiting for a call');
  await eventually(async () =>
    expect(await phone.getByRole('button', { name: 'Call Ringback' }).isVisible()).toBe(true),
  );
}, 240_000);
