import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { eventually } from '../support/eventually.ts';
import { expectInOrder } from '../support/expect-in-order.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { hangUp, practiseAgainMidCall, sessionIdOf, untilStatus, untilTurns } from '../support/live-page.ts';
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
  redis = await connectCommands(
    redisUrl,
    createLogger({ service: 'test', instance: 'test', level: 'silent' }),
    'test',
  );
  product = await launchProduct({ REDIS_URL: redisUrl });
  const microphone = join(product.dataDir, 'silence.wav');
  await writeFile(microphone, await recordCandidate([{ silenceMs: 60_000 }]));
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

async function open(viewport: { width: number; height: number }): Promise<WatchedPage> {
  watched = await watchPage(await chromium.visitor({ viewport }));
  await watched.page.goto(`http://localhost:${product.ports.WEB_PORT}/`);
  await watched.page.getByTestId('start').isEnabled();
  return watched;
}

/** Types of a session's events in the order of its log, each with its time. */
async function readLog(sessionId: string) {
  const log = await createSessionStore({ redis }).readLog(sessionIdSchema.parse(sessionId), 0);
  return log.map(({ event }) => event);
}

describe('a call to the phone, which the local carrier answers', () => {
  it('rings, is watched live, is practised again in the middle, and is hung up', async () => {
    const { page, shownStatuses } = await open({ width: 1100, height: 820 });
    await page.locator('[name="jobTitle"]').fill('Gardener');
    await page.getByRole('radio', { name: 'Call my phone' }).check();
    await page.getByLabel('Phone number').fill('+14155550100');
    await page.getByRole('button', { name: 'Call me now' }).click();
    await page.waitForURL(/\/sessions\//);
    const firstId = sessionIdOf(page);
    await untilStatus(page, { status: 'connected' }, 60_000);
    const turns = await untilTurns(page, 3, 90_000);
    expect(turns.slice(0, 3).map(({ speaker }) => speaker)).toEqual([
      'interviewer',
      'candidate',
      'interviewer',
    ]);
    expect(turns[0]?.text).toContain('Gardener');
    expect(turns[1]?.text).toMatch(/six years/);
    // The phone is elsewhere: there is nothing to mute here.
    expect(await page.getByTestId('mute').count()).toBe(0);

    await practiseAgainMidCall(page);
    await page.waitForURL((url) => url.pathname.startsWith('/sessions/') && !url.pathname.endsWith(firstId));
    const secondId = sessionIdOf(page);
    await untilStatus(page, { status: 'connected' }, 60_000);
    const fresh = await untilTurns(page, 1, 60_000);
    const oldIds = turns.map(({ itemId }) => itemId);
    expect(fresh.filter(({ itemId }) => oldIds.includes(itemId))).toEqual([]);
    const { clickedAt, endedAt } = await hangUp(page);
    expect(endedAt - clickedAt).toBeLessThan(1_000);
    await untilStatus(page, { phase: 'closed' }, 10_000);

    // On a busy machine the page may miss the one second of ringing, but not twice.
    const shown = await shownStatuses();
    expect(shown).toContain('ringing');
    expect(shown.slice(-2)).toEqual(['connected', 'ended']);
    const [first, second] = [await readLog(firstId), await readLog(secondId)];
    for (const log of [first, second]) {
      expectInOrder(
        log.map(({ type }) => type),
        [
          'session.configured',
          'call.dialled',
          'call.ringing',
          'call.answered',
          'call.ready',
          'media.started',
          'session.ended',
          'session.closed',
        ],
      );
    }
    // The carrier was called a second time only after every service had released the first session.
    const at = (log: typeof first, wanted: string) =>
      log.find(({ type }) => type === wanted)?.at ?? Number.NaN;
    expect(at(second, 'call.dialled')).toBeGreaterThanOrEqual(at(first, 'session.closed'));

    // A number is kept nowhere: after a reload it must be entered again, and nothing else.
    await page.reload();
    await untilStatus(page, { phase: 'closed' }, 10_000);
    await page.getByTestId('practice-again').click();
    await page.waitForURL((url) => url.searchParams.get('previous') === secondId);
    expect(await page.getByRole('radio', { name: 'Call my phone' }).isChecked()).toBe(true);
    expect(await page.getByLabel('Phone number').inputValue()).toBe('');
    expect(await page.locator('[name="jobTitle"]').inputValue()).toBe('Gardener');
  });
});

const PHONE = { width: 360, height: 740 };

/** The page may be scrolled down, never sideways. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const hiddenPx = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(hiddenPx).toBeLessThanOrEqual(0);
}

/** Presses Tab until the element is reached. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`${selector} is not reached by the keyboard`);
}

describe('the pages on a narrow screen', () => {
  it('carry a whole call by keyboard alone, and never scroll sideways', async () => {
    const { page } = await open(PHONE);
    await tabTo(page, '[name="jobTitle"]');
    await page.keyboard.type('Gardener');
    await tabTo(page, '[data-testid="more"] summary');
    await page.keyboard.press('Enter');
    await page.locator('[name="persona"]').waitFor();
    await expectNoSidewaysScroll(page);
    expect(await findBarriers(page)).toEqual([]);
    await tabTo(page, '[data-testid="start"]');
    await page.keyboard.press('Enter');

    const mute = page.getByTestId('mute');
    await mute.waitFor();
    await page.keyboard.press('m');
    await page.locator('[data-testid="mute"][aria-pressed="true"]').waitFor();
    await page.keyboard.press('m');
    await page.locator('[data-testid="mute"][aria-pressed="false"]').waitFor();
    await untilTurns(page, 1, 30_000);
    await expectNoSidewaysScroll(page);
    expect(await findBarriers(page)).toEqual([]);
    for (const id of ['status', 'mute', 'hang-up', 'practice-again']) {
      const box = await page.getByTestId(id).boundingBox();
      expect(box, id).not.toBeNull();
      expect((box?.y ?? 0) + (box?.height ?? 0), `${id} without scrolling`).toBeLessThanOrEqual(PHONE.height);
    }

    await tabTo(page, '[data-testid="hang-up"]');
    await page.keyboard.press('Enter');
    await untilStatus(page, { phase: 'closed' }, 10_000);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await tabTo(page, '[data-testid="practice-again"]');
    await expectNoSidewaysScroll(page);
  });
});
