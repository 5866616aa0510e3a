import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { hangUp, untilStatus, untilTranscript } from '../support/live-page.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

const ANSWER =
  'Last year I led a team of eight people. We moved the billing of the whole company to another provider. ' +
  'I wrote the plan and asked everybody each morning what had changed. In the end the number of failed payments fell.';
/** The recording does not react: the greeting is over by then. */
const PAUSE_MS = 14_000;
const REST_MS = 180_000;

let product: LaunchedProduct;
let chromium: Chromium;
let watched: WatchedPage;

beforeAll(async () => {
  // The stand-in refuses a model that it does not know, as the provider does.
  product = await launchProduct({ REDIS_URL: await testRedisUrl(), OPENAI_REPORT_MODEL: 'none-such' });
  const microphone = join(product.dataDir, 'candidate.wav');
  const once = [{ silenceMs: PAUSE_MS }, { text: ANSWER }];
  await writeFile(microphone, await recordCandidate([...once, ...once, { silenceMs: REST_MS }]));
  chromium = await openChromium(microphone);
  await product.line('Ctrl-C stops everything');
  watched = await watchPage(await chromium.visitor());
}, 240_000);

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && watched !== undefined) await describeFailure(watched, product);
});

afterAll(async () => {
  await chromium?.close();
  await product?.clean();
});

it('a report that failed says why and who can mend it, has its figures, and can be asked for again', async () => {
  const { page } = watched;
  await page.goto(`http://localhost:${product.ports.WEB_PORT}/`);
  await page.locator('[name="jobTitle"]').fill('Billing engineer');
  await page.locator('[name="lengthMinutes"]').selectOption('5');
  await page.getByTestId('start').click();
  await page.waitForURL(/\/sessions\//);
  await untilStatus(page, { phase: 'active' });
  await untilTranscript(
    page,
    (turns) => turns.some(({ speaker, text }) => speaker === 'candidate' && text.split(' ').length > 30),
    120_000,
  );
  await hangUp(page);
  await page.getByTestId('to-report').click();
  const state = page.locator('[data-testid="report-state"][data-state="failed"]');
  await state.waitFor({ timeout: 60_000 });
  expect(await state.textContent()).toMatch(/The report could not be made\..*operator/);
  await page.getByTestId('report').waitFor();
  expect(await page.getByTestId('overall').textContent()).toContain('Nothing is judged');
  await page.getByText('How you spoke').waitFor();
  await page.getByTestId('make-again').waitFor();
  expect(await page.getByTestId('self-rating').count()).toBe(0);
  for (const width of [360, 1100]) {
    await page.setViewportSize({ width, height: 820 });
    expect(await findBarriers(page)).toEqual([]);
  }
  const picture = process.env.REPORT_FAILED_PICTURE;
  if (picture !== undefined) await page.screenshot({ path: picture });
}, 240_000);
