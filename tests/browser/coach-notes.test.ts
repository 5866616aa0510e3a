import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWav } from '@ringback/stand-ins/voice/wav';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { untilStatus } from '../support/live-page.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

let product: LaunchedProduct;
let chromium: Chromium;
let candidate: WatchedPage;
let coach: WatchedPage;

beforeAll(async () => {
  product = await launchProduct({ REDIS_URL: await testRedisUrl() });
  const silence = join(product.dataDir, 'silence.wav');
  await writeFile(silence, writeWav(new Int16Array(16_000), 16_000));
  chromium = await openChromium(silence);
  await product.line('Ctrl-C stops everything');
  [candidate, coach] = [await watchPage(await chromium.visitor()), await watchPage(await chromium.visitor())];
}, 240_000);

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && candidate !== undefined) await describeFailure(candidate, product);
});

afterAll(async () => {
  await chromium?.close();
  await product?.clean();
});

const at = (path: string) => `http://localhost:${product.ports.WEB_PORT}${path}`;

/** Each step continues where the one before it stopped. */
describe('what a coach leaves in an interview', () => {
  it('is let in by a link with a name, which may suggest topics from when its owner switches that on', async () => {
    const { page } = candidate;
    await page.goto(at('/'));
    await page.locator('[name="jobTitle"]').fill('Lighthouse keeper');
    await page.getByTestId('start').click();
    await page.waitForURL(/\/sessions\//);
    await untilStatus(page, { phase: 'active' });
    await page.getByTestId('share').click();
    await page.getByTestId('share-name').fill('Ms Frizzle');
    await page.getByTestId('make-share').click();
    const link = await page.getByTestId('share-address').inputValue();
    await coach.page.goto(link);
    await coach.page.getByTestId('note-field').waitFor();
    expect(await coach.page.getByTestId('topic-field').count()).toBe(0);
    await page.getByTestId('share-topics').click();
    await page.getByTestId('close-share').click();
    await coach.page.getByTestId('topic-field').waitFor();
  });

  it('takes a coach’s note by the key N, and a topic; the candidate is told of the topic, not of its words', async () => {
    const field = coach.page.getByTestId('note-field');
    await field.waitFor();
    await coach.page.keyboard.press('n');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await field.inputValue()).toBe('');
    await coach.page.keyboard.type('Calm voice, good.');
    await coach.page.getByTestId('keep-note').click();
    const note = coach.page.getByTestId('coach-note');
    await note.getByText('Calm voice, good.').waitFor();
    await note.getByText(/About the moment \d:\d\d/).waitFor();
    await coach.page.getByTestId('topic-field').fill('storms at night');
    await coach.page.getByTestId('send-topic').click();
    await coach.page.getByTestId('own-topic').getByText('storms at night').waitFor();
    await candidate.page.getByTestId('suggested-topic').getByText('Ms Frizzle').waitFor();
    expect(await candidate.page.textContent('body')).not.toContain('storms at night');
    expect(await candidate.page.textContent('body')).not.toContain('Calm voice');
    await candidate.page.getByTestId('stop-topics').click();
    await coach.page.locator('[data-testid="own-topic"][data-state="withdrawn"]').waitFor();
    await coach.page.getByTestId('topic-field').waitFor({ state: 'detached' });
    for (const { page } of [coach, candidate]) expect(await findBarriers(page)).toEqual([]);
  });

  it('shows its candidate after the call what the coach has left, at its moment, and lets them delete it', async () => {
    const { page } = candidate;
    await page.getByRole('button', { name: /^hang up/i }).click();
    await untilStatus(page, { status: 'ended' });
    await page.getByTestId('to-report').click();
    const left = page.getByTestId('coach-notes');
    await left.getByText('Calm voice, good.').waitFor();
    await left.getByText('Note by Ms Frizzle').waitFor();
    await left.getByText('storms at night').waitFor();
    await left.getByTestId('delete-note').click();
    await left.getByText('Calm voice, good.').waitFor({ state: 'detached' });
    await coach.page.getByTestId('coach-note').waitFor({ state: 'detached' });
  });

  it('leaves no fault in any console', () => {
    // The candidate does not show the report: each look at it is refused, and a browser writes that down.
    const looks = coach.faults.filter((line) => /status of 403 .*\/api\/share\/report/.test(line));
    expect([...candidate.faults, ...coach.faults].filter((line) => !looks.includes(line))).toEqual([]);
  });
});
