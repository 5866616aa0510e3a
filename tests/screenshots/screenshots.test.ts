import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CandidateId } from '@ringback/shared/contract/ids';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { pageStates } from '../support/page-states/page-states.ts';
import { type ShownProduct, startShownProduct } from '../support/page-states/shown-product.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';

const folder = fileURLToPath(new URL('../../docs/screenshots', import.meta.url));
const looks = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1280, height: 820 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 820 } },
  { look: 'narrow', colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const;

let product: ShownProduct;
let microphoneFolder: string;
beforeAll(async () => {
  microphoneFolder = await mkdtemp(join(tmpdir(), 'ringback-screenshots-'));
  const microphone = join(microphoneFolder, 'silence.wav');
  await writeFile(microphone, await recordCandidate([{ silenceMs: 60_000 }]));
  product = await startShownProduct(microphone);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}, 240_000);
afterAll(async () => {
  await product?.close();
  await rm(microphoneFolder, { recursive: true, force: true });
});

describe.for(looks)('in the look $look', ({ look, colorScheme, viewport }) => {
  let visitor: { context: BrowserContext; candidateId: CandidateId };
  beforeAll(async () => {
    visitor = await product.visitor({
      colorScheme,
      viewport,
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Berlin',
    });
  });
  afterAll(() => visitor?.context.close());

  it.for(pageStates)('the state $name', async ({ name, prepare, show }) => {
    const page = await visitor.context.newPage();
    const address = await prepare({ parts: product.parts, candidateId: visitor.candidateId });
    await page.goto(`${product.url}${address}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await show?.(page);
    await page.evaluate(() => document.fonts.ready);
    // As JPEG: ninety pictures without loss would be 25 MB in the repository.
    const path = join(folder, `${name}-${look}.jpg`);
    await page.screenshot({ path, type: 'jpeg', quality: 55, fullPage: true });
    await page.close();
  });
});
