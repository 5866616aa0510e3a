import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeDocx } from '../../services/web/lib/documents/testing/make-docx.ts';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { eventually } from '../support/eventually.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { hangUp, sessionIdOf, untilStatus, untilTranscript } from '../support/live-page.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { parseServiceLines } from '../support/service-lines.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

const ANSWER =
  'For six years I have led a bakery at night. I planned the ovens of the whole week and trained four people. ' +
  'In the end we threw away half as much bread as before.';
/** The recording begins when the phone is answered, and does not react: gate and greeting are over by then. */
const PAUSE_MS = 22_000;
const REST_MS = 180_000;
const NUMBER = '+1 (415) 555-0100';
const isPhone = { name: 'Call my phone' };

let product: LaunchedProduct;
let chromium: Chromium;
let context: BrowserContext;
let watched: WatchedPage;
/** The page of the simulated phone, and what went wrong in it. */
let phone: Page;
const phoneFaults: string[] = [];

beforeAll(async () => {
  // A surprise comes within twelve seconds instead of two hours.
  product = await launchProduct({ REDIS_URL: await testRedisUrl(), SURPRISE_CALL_WITHIN_MINUTES: '0.2' });
  const microphone = join(product.dataDir, 'candidate.wav');
  const once = [{ silenceMs: PAUSE_MS }, { text: ANSWER }];
  await writeFile(microphone, await recordCandidate([...once, ...once, { silenceMs: REST_MS }]));
  chromium = await openChromium(microphone);
  await product.line('Ctrl-C stops everything');
  context = await chromium.visitor({ viewport: { width: 1100, height: 820 } });
  watched = await watchPage(context);
}, 240_000);

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && watched !== undefined) await describeFailure(watched, product);
});

afterAll(async () => {
  await chromium?.close();
  await product?.clean();
});

const press = (name: string) => phone.getByRole('button', { name, exact: true }).click();

/** The phone rings, is answered, and key 1 is pressed where it is asked for. */
async function pickUp(): Promise<void> {
  await phone.getByText('is calling').first().waitFor({ timeout: 60_000 });
  await press('Answer');
  await phone.getByText('Press 1 when you are ready').first().waitFor();
  await press('1');
}

/** Each step goes on where the one before it stopped. */
describe('the whole way of a candidate', () => {
  it('begins with a résumé from a file and a call that is to come as a surprise', async () => {
    const { page } = watched;
    await page.goto(`http://localhost:${product.ports.WEB_PORT}/`);
    await page.locator('[name="jobTitle"]').fill('Head baker');
    await page.locator('[name="jobDescription"]').fill('- Sourdough\n- Night shifts');
    const resume = makeDocx(['# Résumé', '• Sourdough and night shifts since 2019']);
    await page
      .getByTestId('file-resume')
      .setInputFiles({ name: 'cv.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(resume) });
    await page.getByTestId('document-review').getByRole('button', { name: 'Use this text' }).click();
    await page.locator('[name="lengthMinutes"]').selectOption('5');
    await page.getByRole('radio', { name: /^Study/ }).check();
    await page.getByRole('radio', isPhone).check();
    [phone] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'simulated phone' }).click(),
    ]);
    phone.on('pageerror', (error) => phoneFaults.push(String(error)));
    await page.getByLabel('Phone number').fill(NUMBER);
    await page.getByRole('radio', { name: 'Surprise me' }).check();
    await page.getByTestId('start').click();
    await page.getByTestId('booking').getByText('When is the surprise').waitFor();
  });

  it('goes on when the phone rings: the page finds the interview, which is study', async () => {
    const { page } = watched;
    await pickUp();
    await page.waitForURL(/\/sessions\//);
    await untilStatus(page, { status: 'connected' }, 60_000);
    await page.getByTestId('study-badge').first().waitFor();
    await page.getByTestId('receipt').getByText('Head baker').waitFor();
    await untilTranscript(
      page,
      (turns) => turns.some(({ speaker, text }) => speaker === 'candidate' && text.split(' ').length > 20),
      150_000,
    );
    await press('Hang up');
    await untilStatus(page, { status: 'ended' }, 10_000);
  }, 300_000);

  it('leads to the report, which says that this was study', async () => {
    const { page } = watched;
    await page.bringToFront();
    await page.waitForURL(/\/report$/, { timeout: 60_000 });
    const rating = page.getByTestId('self-rating');
    const report = page.getByTestId('report');
    await rating.or(report).waitFor({ timeout: 60_000 });
    if ((await rating.count()) > 0) await page.getByTestId('skip-rating').click();
    await report.waitFor();
    await page.getByTestId('study-note').waitFor();
    expect(await page.getByTestId('question').count()).toBeGreaterThan(0);
  });

  it('ends with the same interview once more, for which only the number is entered again', async () => {
    const { page } = watched;
    const firstId = new URL(page.url()).pathname.split('/').at(-2);
    await page.getByTestId('practice-again').first().click();
    await page.waitForURL((url) => url.searchParams.get('previous') === firstId);
    const title = page.locator('[name="jobTitle"]');
    await eventually(async () => expect(await title.inputValue()).toBe('Head baker'));
    expect(await page.locator('[name="resume"]').inputValue()).toContain('Sourdough and night shifts');
    expect(await page.getByRole('radio', isPhone).isChecked()).toBe(true);
    // It is study mode again, and the focus is where the form begins.
    expect(await page.getByRole('radio', { name: /^Study/ }).isChecked()).toBe(true);
    expect(await title.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel('Phone number').fill(NUMBER);
    await page.getByRole('button', { name: 'Call me now' }).click();
    await phone.bringToFront();
    await pickUp();
    await page.waitForURL(/\/sessions\/[^/]+$/);
    expect(sessionIdOf(page)).not.toBe(firstId);
    await untilStatus(page, { status: 'connected' }, 60_000);
    // The recording goes on where the first call left it, so either side may have the first turn.
    await untilTranscript(page, (turns) => turns.some(({ speaker }) => speaker === 'interviewer'), 60_000);
    await page.bringToFront();
    await hangUp(page);
    await untilStatus(page, { phase: 'closed' }, 10_000);
    expect([...watched.faults, ...phoneFaults]).toEqual([]);
    expect(parseServiceLines(product.lines).filter(({ level }) => level === 'error')).toEqual([]);
  }, 240_000);
});
