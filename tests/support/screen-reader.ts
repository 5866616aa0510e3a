import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const source = readFileSync(require.resolve('@guidepup/virtual-screen-reader/browser.js'), 'base64');

/** A page with a screen reader, as far as tests use it. */
interface ReadPage {
  screenReader?: {
    start(options: { container: Node }): Promise<void>;
    next(): Promise<void>;
    lastSpokenPhrase(): Promise<string>;
    spokenPhraseLog(): Promise<string[]>;
    clearSpokenPhraseLog(): Promise<void>;
  };
}

/** Listens to a page as a person with a screen reader does. */
export interface ScreenReader {
  /** What was said since the last call, in order. */
  heard(): Promise<string[]>;
  /** Reads on to the next thing, and says what it is. */
  next(): Promise<string>;
}

/**
 * Starts a virtual screen reader in a page. Its context was made with `bypassCSP`, because the reader is no script of
 * ours. A change of page ends it.
 */
export async function startScreenReader(page: Page): Promise<ScreenReader> {
  // A text, because Vitest turns an `import` within a function into one of its own.
  await page.evaluate(
    `import('data:text/javascript;base64,${source}').then(({ virtual }) => { globalThis.screenReader = virtual; })`,
  );
  await page.evaluate(async () => {
    const { screenReader } = globalThis as ReadPage;
    await screenReader?.start({ container: document.body });
    await screenReader?.clearSpokenPhraseLog();
  });
  return {
    heard: () =>
      page.evaluate(async () => {
        const { screenReader } = globalThis as ReadPage;
        const phrases = (await screenReader?.spokenPhraseLog()) ?? [];
        await screenReader?.clearSpokenPhraseLog();
        return phrases;
      }),
    next: () =>
      page.evaluate(async () => {
        const { screenReader } = globalThis as ReadPage;
        await screenReader?.next();
        return (await screenReader?.lastSpokenPhrase()) ?? '';
      }),
  };
}
