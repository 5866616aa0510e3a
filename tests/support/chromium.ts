import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { ensureChromium } from '../../scripts/process/find-chromium.ts';

const say = (line: string) => process.stdout.write(`tests: ${line}\n`);

/** No network traffic of its own, no questions about the microphone, and sound without a gesture after a reload. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];

export interface Chromium {
  /** A person's browser with its own cookies and storage, which has allowed the microphone before. */
  visitor(options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/**
 * A real, headless Chromium (`CHROMIUM_PATH`, or one on the PATH).
 *
 * @param microphone a WAV file that is heard from its beginning each time a page opens the microphone
 */
export async function openChromium(microphone: string): Promise<Chromium> {
  const browser: Browser = await chromium.launch({
    executablePath: await ensureChromium(process.env, say),
    headless: true,
    args: [...ARGS, `--use-file-for-fake-audio-capture=${microphone}`],
  });
  return {
    async visitor(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1100, height: 820 },
        permissions: ['microphone'],
        ...options,
      });
      // Long enough for a machine that is busy with other things.
      context.setDefaultTimeout(30_000);
      return context;
    },
    close: () => browser.close(),
  };
}
