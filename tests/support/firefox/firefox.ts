import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { ensureFirefox } from '../../../scripts/process/find-firefox.ts';
import { eventually } from '../eventually.ts';
import type { ShownTurn } from '../live-page.ts';
import type { SoundDevice } from './sound-device.ts';

const say = (line: string) => process.stdout.write(`tests: ${line}\n`);

/** A computer without any sound device. Firefox makes a tone for the microphone, and has nothing to play on. */
const noSound = {
  env: { PULSE_SERVER: 'unix:/nowhere' },
  preferences: { 'media.navigator.streams.fake': true },
};

/**
 * A real, headless Firefox (`FIREFOX_PATH`, or one on the PATH) with the microphone allowed, driven by WebDriver BiDi.
 *
 * @param sound its loudspeaker and microphone. Null: it has no loudspeaker, and a microphone of its own that hums.
 */
export async function openFirefox(sound: SoundDevice | null): Promise<Browser> {
  const { env, preferences } = sound === null ? noSound : { env: sound.env, preferences: {} };
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: await ensureFirefox(process.env, say),
    headless: true,
    env: { ...process.env, ...env },
    extraPrefsFirefox: { 'media.navigator.permission.disabled': true, ...preferences },
    // Long enough for a machine that is busy with other things.
    timeout: 120_000,
    protocolTimeout: 240_000,
  });
}

/** A page under observation, from before its first request. */
export interface FirefoxPage {
  readonly page: Page;
  /** Errors in the console, uncaught errors, and what the page's policy refused. */
  readonly faults: readonly string[];
  /** The lines of the page's own debug log. */
  readonly debugLines: readonly string[];
}

export async function watchFirefox(browser: Browser): Promise<FirefoxPage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  const debugLines: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
    if (message.type() === 'debug') debugLines.push(message.text());
  });
  page.on('dialog', (dialog) => {
    // A live call is left by intention here. No page of ours opens another one.
    if (dialog.type() !== 'beforeunload') faults.push(`asked: ${dialog.message()}`);
    dialog.accept().catch((error) => faults.push(`a question could not be answered: ${error}`));
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      reportError(new Error(`refused by the policy: ${effectiveDirective} ${blockedURI} in ${sourceFile}`)),
    );
  });
  return { page, faults, debugLines };
}

export const testId = (name: string) => `[data-testid="${name}"]`;

/** All turns from top to bottom. */
export function readTurns(page: Page): Promise<ShownTurn[]> {
  return page.$$eval('[data-testid="transcript-item"]', (items) =>
    items.map((item) => ({
      itemId: item.getAttribute('data-item-id') ?? '',
      speaker: item.getAttribute('data-speaker') ?? '',
      status: item.getAttribute('data-status') ?? '',
      text: item.querySelector('[data-words]')?.textContent ?? '',
    })),
  );
}

/** Waits until the turns are as wanted. */
export function untilTurns(
  page: Page,
  isEnough: (turns: readonly ShownTurn[]) => boolean,
  withinMs = 60_000,
): Promise<ShownTurn[]> {
  return eventually(
    async () => {
      const turns = await readTurns(page);
      if (isEnough(turns)) return turns;
      throw new Error(`not the turns that were waited for: ${JSON.stringify(turns, null, 1)}`);
    },
    withinMs,
    250,
  );
}

/** Waits for the status line. A phase is one of the session's, a status one of the call's. */
export async function untilStatus(
  page: Page,
  name: 'phase' | 'status',
  value: string,
  timeout = 60_000,
): Promise<void> {
  await page.waitForSelector(`[data-testid="status"][data-${name}="${value}"]`, { timeout });
}
