import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { docxParts, makeDocx, makeZip } from '../../services/web/lib/documents/testing/make-docx.ts';
import { makeLockedPdf, makePdf } from '../../services/web/lib/documents/testing/make-pdf.ts';
import { findBarriers } from '../support/accessibility.ts';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { eventually } from '../support/eventually.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { hangUp, sessionIdOf, untilStatus } from '../support/live-page.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { parseServiceLines } from '../support/service-lines.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

let product: LaunchedProduct;
let redis: ScriptedRedis;
let chromium: Chromium;
let watched: WatchedPage | undefined;

beforeAll(async () => {
  const redisUrl = await testRedisUrl();
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(redisUrl, logger, 'test');
  product = await launchProduct({ REDIS_URL: redisUrl });
  const microphone = join(product.dataDir, 'speech.wav');
  await writeFile(microphone, await recordCandidate([{ text: 'I have led a team for six years.' }]));
  chromium = await openChromium(microphone);
  await product.line('Ctrl-C stops everything');
}, 240_000);

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && watched) await describeFailure(watched, product);
  expect(watched?.faults).toEqual([]);
  await watched?.page.context().close();
  watched = undefined;
});

afterAll(async () => {
  await chromium?.close();
  await product?.clean();
  redis?.disconnect();
  await eventually(async () => expect((await product?.processes()) ?? []).toEqual([]));
  expect(parseServiceLines(product.lines).filter(({ level }) => level === 'error')).toEqual([]);
});

/** A first visit. `before`: what is done to the browser before the page runs. */
async function open(options: BrowserContextOptions = {}, before?: () => void): Promise<Page> {
  watched = await watchPage(await chromium.visitor(options));
  const { page } = watched;
  if (before) await page.addInitScript(before);
  await page.goto(`http://localhost:${product.ports.WEB_PORT}/`);
  await eventually(async () => expect(await page.getByTestId('start').isEnabled()).toBe(true));
  return page;
}

async function give(page: Page, field: string, file: { name: string; bytes: Uint8Array }): Promise<void> {
  const { name, bytes } = file;
  await page
    .getByTestId(`file-${field}`)
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
}

const readConfigured = async (sessionId: string) =>
  (await createSessionStore({ redis }).readLog(sessionIdSchema.parse(sessionId), 0))[0]?.event;

describe('a first visit', () => {
  it('reads a file, shows what comes of it, and starts the interview that was shown', async () => {
    const page = await open();
    await page.getByTestId('start').click();
    const summary = page.getByTestId('error-summary');
    await summary.waitFor();
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.title()).toMatch(/^Error: /);
    await summary.getByRole('link').click();
    await page.keyboard.type('Bak\u202eer');
    expect(await page.title()).not.toMatch(/^Error: /);

    await page.locator('[name="jobDescription"]').fill('- Sourdough\n- Night shifts\n- A team of five');
    const preview = page.locator('[data-testid="preview"]:visible');
    await preview.getByText('Night shifts').waitFor();
    expect(await preview.getByText('delivery').count()).toBe(1);
    expect(await preview.locator('[data-match]').count()).toBe(0);
    // The characters that turn text round are not shown as they were typed.
    expect(await page.getByTestId('preview-known').filter({ visible: true }).textContent()).toContain(
      'Baker',
    );

    await give(page, 'resume', { name: 'cv.docx', bytes: makeDocx(['# Résumé', '• Sourdough since 2019']) });
    const review = page.getByTestId('document-review');
    await review.waitFor();
    expect(await page.locator('[name="resume"]').inputValue()).toBe('');
    await review.getByRole('textbox').fill('Sourdough since 2018');
    await review.getByRole('button', { name: 'Use this text' }).click();
    expect(await page.locator('[name="resume"]').inputValue()).toBe('Sourdough since 2018');
    await preview.locator('li[data-match="found"]').getByText('Sourdough').waitFor();
    await preview.locator('li[data-match="missing"]').getByText('Night shifts').waitFor();

    await page.getByTestId('start').click();
    await page.waitForURL(/\/sessions\//);
    const configured = await readConfigured(sessionIdOf(page));
    expect(configured).toMatchObject({
      jobConfiguration: { jobTitle: 'Baker', resume: 'Sourdough since 2018' },
      consent: { version: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    });
    await untilStatus(page, { status: 'connected' }, 60_000);
    await hangUp(page);
  });

  it('loads nothing that reads files or numbers before it is needed', async () => {
    const page = await open();
    const loaded = () =>
      page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
    const isScript = (path: string) => path.endsWith('.js');
    await page.waitForLoadState('networkidle');
    const before = await loaded();
    expect(before.filter((path) => path.includes('worker'))).toEqual([]);
    // A number is entered: only now comes what reads it.
    await page.getByRole('radio', { name: 'Call my phone' }).check();
    await page.getByLabel('Phone number').fill('+14155550100');
    await eventually(async () => {
      const since = (await loaded()).filter((path) => isScript(path) && !before.includes(path));
      expect(since).not.toEqual([]);
    });
  });

  it('is filled by an example, which can be undone', async () => {
    const page = await open();
    await page.locator('[name="jobTitle"]').fill('Mine');
    await page.getByTestId('example').first().click();
    expect(await page.locator('[name="jobDescription"]').inputValue()).toContain('- ');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await page.locator('[name="jobTitle"]').inputValue()).toBe('Mine');
  });
});

const inBytes = (text: string) => new TextEncoder().encode(text);
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

describe('a file that gives no text', () => {
  it('is refused in words of its own, and the field stays as it was', async () => {
    const page = await open();
    await page.locator('[name="resume"]').fill('mine');
    const files: [words: RegExp, bytes: Uint8Array][] = [
      [/larger than 5 MB/, new Uint8Array(5 * 1024 * 1024 + 1)],
      [/is empty/, new Uint8Array()],
      [/neither a PDF/, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1])],
      [/old format/, new Uint8Array([...compound, 0, 1])],
      [/with a password/, makeLockedPdf()],
      [/damaged/, inBytes('%PDF-1.7 and nothing of a PDF')],
      [/pictures of pages/, makePdf([{ isScan: true }])],
      [/no text in this file/, makePdf([{}])],
      [/more than 40 pages/, makePdf(Array.from({ length: 41 }, () => ({ lines: ['x'] })))],
      [/more text than/, inBytes('x'.repeat(100_001))],
      [
        /too much memory/,
        makeZip([...docxParts(['x']), { name: 'word/b.xml', content: Buffer.alloc(20 * 1024 * 1024) }]),
      ],
    ];
    for (const [words, bytes] of files) {
      // By its content, not by its name.
      await give(page, 'resume', { name: 'resume.pdf', bytes });
      await page.locator('[data-testid="document-state"][data-state="refused"]').getByText(words).waitFor();
      expect(await page.locator('[name="resume"]').inputValue()).toBe('mine');
    }
  });
});

describe('a text that is too long', () => {
  it('is counted and never cut', async () => {
    const page = await open();
    await page.locator('[name="jobTitle"]').fill('Baker');
    await page.locator('[name="resume"]').fill('x'.repeat(7_990));
    expect(await page.getByTestId('count-resume').textContent()).toBe('10 characters left');
    await page.locator('[name="resume"]').fill('x'.repeat(8_003));
    expect(await page.getByTestId('count-resume').textContent()).toBe('3 characters too many');
    await page.getByTestId('start').click();
    await page.getByTestId('error-summary').getByText('3 characters too many').waitFor();
    expect((await page.locator('[name="resume"]').inputValue()).length).toBe(8_003);
  });
});

describe('a phone number', () => {
  it('is read in the format of its country, and shown with it', async () => {
    const page = await open({ locale: 'en-GB' });
    await page.getByRole('radio', { name: 'Call my phone' }).check();
    await page.getByLabel('Country of the number').selectOption('DE');
    await page.getByLabel('Phone number').fill('030 / 90 18 20');
    await page.getByTestId('read-number').getByText('We call +49 30 901820 (Germany).').waitFor();
    await page.getByLabel('Phone number').fill('+1 415 555 0100');
    await page.getByTestId('read-number').getByText('(United States)').waitFor();
    await page.getByLabel('Phone number').fill('112');
    await page.getByTestId('read-number').getByText('never called').waitFor();
  });
});

describe('the check of the microphone', () => {
  it('hears the person, and lets them hear themselves and the speaker', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Check my microphone' }).click();
    await page.getByTestId('microphone-words').getByText('We hear you well').waitFor();
    await page.getByRole('button', { name: 'Hear yourself' }).click();
    await page.locator('[data-testid="listening-words"][data-state="echo_recording"]').waitFor();
    await page.locator('[data-testid="listening-words"][data-state="echo_playing"]').waitFor();
    await page.locator('[data-testid="listening-words"]').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Test the speaker' }).click();
    await page.locator('[data-testid="listening-words"][data-state="tones"]').waitFor();
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'no_device'],
    ['NotReadableError', 'busy'],
  ])('has words of its own for %s', async (error, problem) => {
    const page = await open();
    await page.evaluate((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
    }, error);
    await page.getByRole('button', { name: 'Check my microphone' }).click();
    await page.locator(`[data-testid="microphone-words"][data-problem="${problem}"]`).waitFor();
  });

  it('says so on a page that is not secure', async () => {
    const page = await open({}, () => {
      Object.defineProperty(window, 'isSecureContext', { get: () => false });
    });
    await page.getByRole('button', { name: 'Check my microphone' }).click();
    await page.locator('[data-testid="microphone-words"][data-problem="insecure"]').waitFor();
  });
});

describe('the page', () => {
  it.each([
    ['in English, wide, light', { width: 1280, height: 900 }, 'en', 'light'],
    ['in German, wide, dark', { width: 1280, height: 900 }, 'de', 'dark'],
    ['in German on the narrowest phone', { width: 320, height: 640 }, 'de', 'light'],
  ] as const)('%s: has no barrier and never scrolls sideways', async (_, viewport, locale, colorScheme) => {
    const page = await open({ viewport, locale, colorScheme });
    await page.getByTestId('example').first().click();
    await page.getByRole('radio').nth(1).check();
    if (viewport.width < 960) await page.getByTestId('preview-fold').locator('summary').click();
    await page.locator('[data-testid="preview"]:visible').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const hiddenPx = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(hiddenPx).toBeLessThanOrEqual(0);
    const folder = process.env.SET_UP_SCREENSHOTS;
    if (folder) {
      const name = `${locale}-${viewport.width}-${colorScheme}.png`;
      await page.screenshot({ path: join(folder, name), fullPage: true });
    }
  });
});
