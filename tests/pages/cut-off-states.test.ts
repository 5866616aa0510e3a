import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CandidateId } from '@ringback/shared/contract/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { untilStatus } from '../support/live-page.ts';
import { type LossyNetwork, openLossyNetwork } from '../support/lossy-network.ts';
import { type ShownProduct, startShownProduct } from '../support/page-states/shown-product.ts';
import { newShownSession, type ShownSession } from '../support/page-states/shown-session.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

let folder: string;
let product: ShownProduct;
let network: LossyNetwork;
let watched: WatchedPage;
let candidateId: CandidateId;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-cut-off-'));
  const microphone = join(folder, 'silence.wav');
  await writeFile(microphone, await recordCandidate([{ silenceMs: 60_000 }]));
  product = await startShownProduct(microphone);
  const visitor = await product.visitor();
  candidateId = visitor.candidateId;
  network = await openLossyNetwork(visitor.context);
  watched = await watchPage(visitor.context);
}, 240_000);

// What a failed test has left cut off must not fail the others.
afterEach(() => network.mend());

afterAll(async () => {
  await product?.close();
  await rm(folder, { recursive: true, force: true });
});

type Step = Exclude<keyof ShownSession, 'sessionId' | 'record' | 'run' | 'end'>;

/** Every status of a call by phone, with the steps that lead to it. */
const statuses: readonly (readonly [phase: string, ...Step[]])[] = [
  ['configured'],
  ['dialling', 'dial'],
  ['ringing', 'ring'],
  ['answered', 'ring', 'answer'],
  ['connecting', 'ring', 'answer', 'connect'],
  ['active', 'ring', 'answer', 'connect', 'begin'],
];

async function openAt(steps: readonly Step[], phase: string): Promise<ShownSession> {
  const session = await newShownSession(product.parts.store, candidateId, 'phone');
  for (const step of steps) await session[step]();
  await watched.page.goto(`${product.url}/sessions/${session.sessionId}`);
  await untilStatus(watched.page, { phase });
  return session;
}

describe.for(statuses)('a page whose call is %s', ([phase, ...steps]) => {
  it('shows the same again after a refresh', async () => {
    await openAt(steps, phase);
    await watched.page.reload();
    await untilStatus(watched.page, { phase });
  });

  it('says that it is behind while it is cut off, and afterwards shows what has happened', async () => {
    const session = await openAt(steps, phase);
    const { page } = watched;
    await network.lose(/\/logs$|\/api\//);
    const banner = page.getByTestId('reconnecting');
    await banner.waitFor();
    await session.run({ type: 'end', reason: 'hung_up_by_candidate' });
    expect(await page.getByTestId('status').getAttribute('data-phase')).toBe(phase);
    network.mend();
    await banner.getByRole('button', { name: 'Retry now' }).click();
    await untilStatus(page, { status: 'ended' });
    await banner.waitFor({ state: 'detached' });
  });

  it('is found again by a page that was opened while nothing could be reached', async () => {
    const session = await openAt(steps, phase);
    const { page } = watched;
    await network.lose(/\/logs$|\/api\//);
    await page.goto(`${product.url}/sessions/${session.sessionId}`);
    // The loss has struck: the page has asked, and was not answered.
    await eventually(async () => expect(network.refused).toBeGreaterThan(0));
    network.mend();
    await untilStatus(page, { phase });
  });
});
