import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deletionRecordSchema } from '@ringback/shared/contract/deletion-record';
import { reportSchema } from '@ringback/shared/contract/report';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { hangUp, sessionIdOf, untilStatus, untilTranscript, untilTurns } from '../support/live-page.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { parseServiceLines } from '../support/service-lines.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

/** What the candidate says into the microphone, long enough to be judged by. */
const ANSWER =
  'Last year I led a team of eight people. We moved the billing of the whole company to another provider. ' +
  'I wrote the plan and asked everybody each morning what had changed. In the end the number of failed payments fell.';
/** The recording does not react: the greeting is over by then. */
const PAUSE_MS = 14_000;
const REST_MS = 180_000;

const require = createRequire(import.meta.url);
const { WebVTTParser } = require('webvtt-parser') as {
  WebVTTParser: new () => { parse(text: string): { cues: { id: string }[]; errors: unknown[] } };
};

let product: LaunchedProduct;
let chromium: Chromium;
let watched: WatchedPage;

beforeAll(async () => {
  product = await launchProduct({ REDIS_URL: await testRedisUrl() });
  const microphone = join(product.dataDir, 'candidate.wav');
  // Twice: the recogniser of a busy machine may miss one of them.
  const once = [{ silenceMs: PAUSE_MS }, { text: ANSWER }];
  const segments = [...once, ...once, { silenceMs: REST_MS }];
  await writeFile(microphone, await recordCandidate(segments));
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

const at = (path: string) => `http://localhost:${product.ports.WEB_PORT}${path}`;
const untilReport = (page: Page, state: string) =>
  page.locator(`[data-testid="report-state"][data-state="${state}"]`).waitFor({ timeout: 60_000 });

/** Where there are levels, candidates say first how they see it themselves; the report then tells the difference. */
async function rateWhereAsked(page: Page): Promise<void> {
  const form = page.getByTestId('self-rating');
  await form.or(page.getByTestId('report')).waitFor();
  if ((await form.count()) === 0) return;
  expect(await findBarriers(page)).toEqual([]);
  await page.getByLabel('Substance').fill('5');
  await page.getByRole('button', { name: 'Keep my rating and show the report' }).click();
  await page.getByTestId('rating-skill').waitFor();
}

async function startInterview(page: Page): Promise<string> {
  await page.goto(at('/'));
  await page.locator('[name="jobTitle"]').fill('Billing engineer');
  await page.locator('[name="lengthMinutes"]').selectOption('5');
  await page.getByTestId('start').click();
  await page.waitForURL(/\/sessions\//);
  await untilStatus(page, { phase: 'active' });
  return sessionIdOf(page);
}

async function download(page: Page, ending: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId(`export-${ending}`).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`interview-report.${ending}`);
  return readFile(await file.path(), 'utf8');
}

/** Each step goes on where the one before it stopped. */
describe('after the call', () => {
  let sessionId = '';

  it('leads from the end of an interview to its report, which comes by itself', async () => {
    const { page } = watched;
    sessionId = await startInterview(page);
    await untilTranscript(
      page,
      (turns) => turns.some(({ speaker, text }) => speaker === 'candidate' && text.split(' ').length > 30),
      120_000,
    );
    await hangUp(page);
    await page.getByTestId('report-move').getByText('goes to your report by itself').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.waitForURL(/\/report$/, { timeout: 60_000 });
    await page.locator('h1:focus').getByText('Report').waitFor();
    await untilReport(page, 'ready');
    await rateWhereAsked(page);
    await page.getByTestId('report').waitFor();
    expect(await page.getByTestId('question').count()).toBeGreaterThan(0);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('points at the sentences that were spoken, where they stand', async () => {
    const { page } = watched;
    const evidence = page.getByTestId('question').first().getByTestId('evidence').first();
    await evidence.locator('summary').click();
    const link = evidence.locator('a').first();
    const target = (await link.getAttribute('href')) ?? '';
    const words = (await evidence.locator('q').first().textContent()) ?? '';
    await link.click();
    expect((await page.locator(target).textContent())?.trim()).toBe(words);
    expect(await page.locator(`${target}:target`).count()).toBe(1);
  });

  it('is taken away as Markdown, JSON and WebVTT', async () => {
    const { page } = watched;
    expect(await download(page, 'md')).toContain('# Report: Billing engineer');
    const written = JSON.parse(await download(page, 'json')) as { report: unknown };
    const { segments } = reportSchema.parse(written.report);
    const { cues, errors } = new WebVTTParser().parse(await download(page, 'vtt'));
    expect(errors).toEqual([]);
    expect(cues.map(({ id }) => id)).toEqual(expect.arrayContaining(segments.map(({ id }) => id)));
  });

  it('writes a stronger answer from the fact that its candidate gives, and shows it beside what was said', async () => {
    const { page } = watched;
    const missing = page.getByTestId('missing-fact').first();
    const fact = 'It fell from forty a week to ten.';
    await missing.locator('textarea').fill(fact);
    await missing.getByRole('button', { name: 'Write a stronger answer with it' }).click();
    const written = missing.getByTestId('stronger-answer');
    await written.getByText(fact).waitFor({ timeout: 30_000 });
    expect(await written.textContent()).toContain('Put together by simple rules on this machine');
    expect(await findBarriers(page)).toEqual([]);
    expect(await download(page, 'md')).toContain(`You gave the fact: ${fact}`);
  });

  it('is corrected where a word was misheard, and made again', async () => {
    const { page } = watched;
    const turn = page
      .locator('[data-testid="report-turn"][data-speaker="candidate"]')
      .filter({ hasText: /\w+ \w+ \w+ \w+ \w+/ })
      .first();
    await turn.getByText('Misheard?').click();
    const heard = await turn.locator('textarea').inputValue();
    await turn.locator('textarea').fill(`${heard} It fell by a third.`);
    await turn.getByRole('button', { name: 'Correct it' }).click();
    await turn.getByText('You corrected it to:').waitFor();
    expect(await turn.textContent()).toContain(heard);
    await page.getByRole('button', { name: 'Make it again with your corrections' }).click();
    await page.locator('[data-testid="report"][data-version="2"]').waitFor({ timeout: 60_000 });
    await page.getByTestId('corrected').getByTestId('sentence').getByText('It fell by a third.').waitFor();
  });

  it('is read by a coach while its candidate lets the link show it, and goes when that is taken back', async () => {
    const { page } = watched;
    await page.getByTestId('share').click();
    await page.getByTestId('make-share').click();
    const link = await page.getByTestId('share-address').inputValue();
    const coach = await watchPage(await chromium.visitor());
    await coach.page.goto(link);
    await coach.page.getByText('is not shared with you').waitFor();
    expect(await coach.page.getByTestId('report').count()).toBe(0);
    await page.getByTestId('share-report').check();
    expect(await findBarriers(page)).toEqual([]);
    await coach.page.getByTestId('shared-report').getByTestId('report').waitFor({ timeout: 15_000 });
    expect(await findBarriers(coach.page)).toEqual([]);
    expect(await coach.page.getByTestId('rating-skill').count()).toBe(0);
    expect(await coach.page.getByTestId('cost').count()).toBe(0);
    await page.getByTestId('share-report').uncheck();
    await coach.page.getByText('is not shared with you').waitFor({ timeout: 15_000 });
    expect(await coach.page.getByTestId('report').count()).toBe(0);
    // A browser notes each refusal; the report was refused before it was shared, and afterwards.
    expect(coach.faults.filter((fault) => !fault.includes('403'))).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
  });

  it('asks one of its questions again, and puts both answers beside each other', async () => {
    const { page } = watched;
    await page.getByTestId('re-answer').first().click();
    await page.waitForURL(
      (url) => url.pathname.startsWith('/sessions/') && !url.pathname.includes(sessionId),
    );
    await untilStatus(page, { phase: 'active' });
    await page.getByTestId('receipt').getByText('one question, 2 minutes').waitFor();
    await untilTranscript(
      page,
      (turns) => turns.some(({ speaker, text }) => speaker === 'candidate' && text.split(' ').length > 20),
      120_000,
    );
    await hangUp(page);
    await page.getByTestId('to-report').click();
    await page
      .locator('[data-testid="report-state"]:is([data-state="ready"], [data-state="insufficient"])')
      .waitFor({
        timeout: 60_000,
      });
    await page.getByTestId('self-rating').or(page.getByTestId('report')).waitFor();
    const skip = page.getByRole('button', { name: 'Skip' });
    if ((await skip.count()) > 0) await skip.click();
    const takes = page.getByTestId('both-takes');
    await takes.getByText('This answer', { exact: true }).first().waitFor();
    // Which words were heard is the recogniser's affair; that both answers stand here is the page's.
    const said = await takes.locator('[data-testid="take"] p').allTextContents();
    expect(said).toHaveLength(2);
    for (const take of said) expect(take.trim().split(/\s+/).length, take).toBeGreaterThan(10);
    expect(await findBarriers(page)).toEqual([]);
    await page
      .getByRole('navigation', { name: 'What next' })
      .getByRole('link', { name: 'Your interviews' })
      .click();
    await page.getByText('interview 1 of 9').waitFor();
    await page.getByTestId('attempt').first().waitFor();
    expect(await page.getByTestId('attempt').count()).toBe(1);
    await page.getByTestId('re-answer-row').getByRole('link', { name: 'Both answers' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(at(`/sessions/${sessionId}/report`));
    await page.getByTestId('report').waitFor();
  });

  it('goes on to a harder interview, of which there is too little to judge', async () => {
    const { page } = watched;
    await page.getByTestId('practise-harder').click();
    await page.waitForURL(
      (url) => url.pathname.startsWith('/sessions/') && !url.pathname.includes(sessionId),
    );
    await untilStatus(page, { phase: 'active' });
    await untilTurns(page, 1, 30_000);
    await hangUp(page);
    await page.getByTestId('stay').click();
    await page.getByTestId('report-move').waitFor({ state: 'detached' });
    await page.getByTestId('to-report').click();
    await untilReport(page, 'insufficient');
    await page.goBack();
    await untilStatus(page, { phase: 'closed' });
    expect(await page.getByTestId('report-move').count()).toBe(0);
    await page.goForward();
    await untilReport(page, 'insufficient');
    await page.getByTestId('missing').waitFor();
    expect(await page.getByTestId('overall').textContent()).toContain('Nothing is judged');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('stands in the history beside the first one, without a trend that two do not show', async () => {
    const { page } = watched;
    await page
      .getByRole('navigation', { name: 'What next' })
      .getByRole('link', { name: 'Your interviews' })
      .click();
    await page.waitForURL(/\/history$/);
    await page.getByText('interview 2 of 9').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('own-data').click()]);
    expect(file.suggestedFilename()).toBe('ringback-my-data.json');
    const own = JSON.parse(await readFile(await file.path(), 'utf8'));
    const harder = { jobConfiguration: { difficulty: 3 } };
    expect(own).toMatchObject({
      sessions: [{ jobConfigurations: [harder] }, {}, { sessionId }],
      ...{ unreadable: [], isWhole: true },
    });
    const rows = page.getByTestId('attempt');
    expect(await rows.count()).toBe(2);
    expect(await rows.nth(1).textContent()).toMatch(/Billing engineer.*you hung up.*ready/);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByTestId('compare').click();
    await page.getByTestId('side-by-side').waitFor();
    await page.getByTestId('look-for-trend').click();
    await page.getByTestId('trend').getByText('A trend needs 3 interviews').waitFor();
    for (const width of [360, 1100]) {
      await page.setViewportSize({ width, height: 820 });
      expect(await findBarriers(page)).toEqual([]);
    }
  });

  it('is erased, one interview first and then everything, each after a look at what will be gone', async () => {
    const { page } = watched;
    const look = async (heading: string) => {
      await page.getByTestId('erase-look').click();
      await page.getByRole('heading', { name: heading }).waitFor();
      await page.getByTestId('erasure-preview').waitFor();
      expect(await findBarriers(page)).toEqual([]);
    };
    const eraseAndClose = async (meanwhile?: () => Promise<void>) => {
      await page.getByTestId('erase-now').click();
      await meanwhile?.();
      await page.locator('h2:focus').getByText('Erased').waitFor();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByTestId('record-json').click(),
      ]);
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close' }).click();
      return deletionRecordSchema.parse(JSON.parse(await readFile(await file.path(), 'utf8')));
    };

    await page.getByTestId('erase-what').selectOption({ index: 1 });
    await look('Erase the interview “Billing engineer”');
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(await page.getByTestId('attempt').count()).toBe(2);
    await look('Erase the interview “Billing engineer”');
    const answer = Promise.withResolvers<void>();
    await page.route(/\/api\/sessions\/[^/]+$/, async (route) => {
      if (route.request().method() === 'DELETE') await answer.promise;
      await route.continue();
    });
    const { counts } = await eraseAndClose(async () => {
      // Once it was asked for, nothing can be kept, and the answer has the number of the deletion record.
      await page.getByRole('button', { name: 'Keep it', disabled: true }).waitFor();
      for (const _ of ['first', 'second']) await page.keyboard.press('Escape');
      expect(await page.getByTestId('erase-dialog').isVisible()).toBe(true);
      answer.resolve();
    });
    expect(counts).toMatchObject({ interviews: 1, transcripts: 1 });
    await page.getByText('interview 1 of 9').waitFor();
    // What was compared is gone with it.
    expect(await page.getByTestId('side-by-side').count()).toBe(0);
    expect(await page.getByTestId('trend').count()).toBe(0);

    await look('Erase everything of mine');
    const record = await eraseAndClose();
    expect(record).toMatchObject({
      scope: 'everything',
      counts: { interviews: 2, transcripts: 2, reports: 3 },
    });
    await page.getByText('You have not been interviewed yet.').waitFor();
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });

  it('leaves no error at either end', () => {
    expect(watched.faults).toEqual([]);
    expect(parseServiceLines(product.lines).filter(({ level }) => level === 'error')).toEqual([]);
  });
});
