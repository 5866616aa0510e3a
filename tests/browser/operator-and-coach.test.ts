import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWav } from '@ringback/stand-ins/voice/wav';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { eventually } from '../support/eventually.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { sessionIdOf, untilStatus } from '../support/live-page.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

const token = 'operator-token-of-the-browser-test';

let product: LaunchedProduct;
let chromium: Chromium;
let candidate: WatchedPage;
let coach: WatchedPage;
let operator: WatchedPage;

beforeAll(async () => {
  product = await launchProduct({ REDIS_URL: await testRedisUrl(), OPERATOR_TOKEN: token });
  const silence = join(product.dataDir, 'silence.wav');
  await writeFile(silence, writeWav(new Int16Array(16_000), 16_000));
  chromium = await openChromium(silence);
  await product.line('Ctrl-C stops everything');
  [candidate, coach, operator] = [
    await watchPage(await chromium.visitor()),
    await watchPage(await chromium.visitor()),
    await watchPage(await chromium.visitor()),
  ];
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
describe('a session that others look at', () => {
  it('is watched by a coach through a link; the candidate sees that', async () => {
    const { page } = candidate;
    await page.goto(at('/'));
    await page.locator('[name="jobTitle"]').fill('Lighthouse keeper');
    await page.getByTestId('start').click();
    await page.waitForURL(/\/sessions\//);
    await untilStatus(page, { phase: 'active' });
    await page.getByTestId('share').click();
    await page.getByTestId('share-name').fill('Ms Frizzle');
    await page.getByTestId('make-share').click();
    await page.getByTestId('share-link').getByText('Ms Frizzle', { exact: true }).waitFor();
    const link = await page.getByTestId('share-address').inputValue();
    expect(link).toMatch(/\/watch#[\w-]{32}$/);
    expect(await findBarriers(page)).toEqual([]);
    // Two clicks make one link. The address that is shown only now stays when another link is taken back.
    await page.getByTestId('make-share').dblclick();
    await eventually(async () => expect(await page.getByTestId('share-link').count()).toBe(2));
    const second = await page.getByTestId('share-address').inputValue();
    expect(second).not.toBe(link);
    await page.getByRole('button', { name: 'Take back the link: Ms Frizzle' }).waitFor();
    await page.getByRole('button', { name: /^Take back the link: Link/ }).click();
    await eventually(async () => expect(await page.getByTestId('share-link').count()).toBe(1));
    expect(await page.getByTestId('share-address').count()).toBe(0);
    await page.getByTestId('close-share').click();
    expect(await page.getByTestId('watched').count()).toBe(0);

    await coach.page.goto(at('/watch'));
    await coach.page.getByText('This address is incomplete').waitFor();
    // Loaded as a new document, because a browser that only changes the fragment loads nothing.
    await coach.page.goto(at('/'));
    await coach.page.goto(link);
    await coach.page.getByTestId('watching').waitFor();
    await coach.page.getByRole('heading', { name: 'Reading along: Lighthouse keeper' }).waitFor();
    await page.getByTestId('watched').getByText('Ms Frizzle reads along.').waitFor({ timeout: 8_000 });
    // What the interviewer says next is read on both pages.
    const words = page.getByTestId('transcript-item').first();
    await words.waitFor();
    await coach.page.getByTestId('transcript-item').first().waitFor();
    await coach.page.getByTestId('timer').waitFor();
    expect(await coach.page.getByTestId('receipt').textContent()).toContain('The interviewer knows the job');
    await coach.page.getByText('This link is for Ms Frizzle.').waitFor();
    expect(await coach.page.getByRole('button', { name: /hang up|edit/i }).count()).toBe(0);
    expect(await findBarriers(coach.page)).toEqual([]);
  });

  it('is seen by an operator with only the token, who resets all sessions and sees every instance confirm', async () => {
    const { page } = operator;
    await page.goto(at('/operator'));
    await page.getByText('It is OPERATOR_TOKEN in your .env').waitFor();
    await page.getByLabel('Operator token').fill('wrong');
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByText('This operator token does not fit.').waitFor();
    await page.getByLabel('Operator token').fill(token);
    await page.getByRole('button', { name: 'Enter' }).click();
    const sessions = page.getByTestId('sessions');
    await sessions.getByText(sessionIdOf(candidate.page)).waitFor();
    expect(await sessions.textContent()).not.toContain('Lighthouse');
    for (const service of ['telephony', 'ai-bridge', 'frontend-gateway']) {
      await page.getByTestId('instances').getByText(service, { exact: true }).waitFor();
    }
    await page.getByTestId('queues').getByText('dial').waitFor();
    await page.getByTestId('dialling').click();
    await page.getByRole('heading', { name: 'Dialling is off' }).waitFor();
    await page.getByTestId('dialling').click();
    await page.getByRole('heading', { name: 'Dialling is on' }).waitFor();
    await page.getByLabel('Number of the deletion record').fill('7K3M-Q9TD');
    await page.getByTestId('find-deletion-record').click();
    await page.getByText('A number has 16 letters and digits').waitFor();
    await page.getByLabel('Number of the deletion record').fill('0000-0000-0000-0000');
    await page.getByTestId('find-deletion-record').click();
    await page.getByText('There is no deletion record with this number.').waitFor();

    for (const width of [360, 1100]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await findBarriers(page)).toEqual([]);
    }

    // A reload keeps the token in this tab. Another tab has none.
    await page.reload();
    await sessions.getByText(sessionIdOf(candidate.page)).waitFor();

    expect(await page.getByTestId('reset-all').isDisabled()).toBe(true);
    await page.getByTestId('reset-confirmation').fill('reset all');
    await page.getByTestId('reset-all').click();
    await page
      .getByTestId('reset-progress')
      .getByText('1 of 1 sessions ended, 3 of 3 instances confirmed. Done.')
      .waitFor();
    await untilStatus(candidate.page, { status: 'ended' });
    await coach.page.locator('[data-testid="status"][data-status="ended"]').waitFor();
  });

  it('leaves no fault in any console', () => {
    const refused = operator.faults.filter((line) => line.includes('401'));
    expect(refused.length).toBeGreaterThan(0);
    const others = operator.faults.filter((line) => !line.includes('401'));
    // The deletion record that does not exist.
    expect(others.filter((line) => !/404.*\/deletion-records\//.test(line))).toEqual([]);
    // The candidate does not show the report: each look at it is refused, and a browser writes that down.
    const looks = coach.faults.filter((line) => line.includes('403'));
    expect([...candidate.faults, ...coach.faults].filter((line) => !looks.includes(line))).toEqual([]);
  });
});
