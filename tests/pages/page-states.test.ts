import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CandidateId } from '@ringback/shared/contract/ids';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { doubleText, findBesideTheScreen, findWithoutEdge, shareOfFixedParts } from '../support/page-room.ts';
import { type PageState, pageStates } from '../support/page-states/page-states.ts';
import { type ShownProduct, startShownProduct } from '../support/page-states/shown-product.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

const usualSize = { width: 1100, height: 820 };

let folder: string;
let product: ShownProduct;
let watched: WatchedPage;
let candidateId: CandidateId;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-states-'));
  const microphone = join(folder, 'silence.wav');
  await writeFile(microphone, await recordCandidate([{ silenceMs: 60_000 }]));
  product = await startShownProduct(microphone);
  const visitor = await product.visitor();
  candidateId = visitor.candidateId;
  watched = await watchPage(visitor.context);
}, 240_000);

afterAll(async () => {
  await product?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open({ prepare, show }: PageState): Promise<Page> {
  const { page } = watched;
  await page.goto(`${product.url}${await prepare({ parts: product.parts, candidateId })}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await show?.(page);
  return page;
}

describe.for(pageStates)('the state $name', (state) => {
  it('has no barrier in either theme, is named, and fits 320 px', async () => {
    const before = watched.faults.length;
    const page = await open(state);
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without movement: halfway from one theme to the other, colours are neither's.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await findBarriers(page)).toEqual([]);
    }
    expect(await page.title()).toMatch(/.+ – Ringback$/);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await findBesideTheScreen(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
    expect(watched.faults.slice(before).filter((fault) => !state.refused?.test(fault))).toEqual([]);
    await page.setViewportSize(usualSize);
  });

  it('keeps its words beside each other at twice the text size, on a low screen, and in colours of the person', async () => {
    const page = await open(state);
    await page.setViewportSize({ width: 320, height: 256 });
    expect(await findBesideTheScreen(page)).toEqual([]);
    expect(await shareOfFixedParts(page)).toBeLessThan(0.6);
    await page.setViewportSize({ width: 640, height: 640 });
    await doubleText(page);
    expect(await findBesideTheScreen(page)).toEqual([]);
    await page.setViewportSize(usualSize);
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await findWithoutEdge(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: 'none' });
  });
});
