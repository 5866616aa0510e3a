import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact } from '@ringback/shared/session/command';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type ShownProduct, startShownProduct } from '../support/page-states/shown-product.ts';
import { newShownSession } from '../support/page-states/shown-session.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { type ScreenReader, startScreenReader } from '../support/screen-reader.ts';

let folder: string;
let product: ShownProduct;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-heard-'));
  const microphone = join(folder, 'silence.wav');
  await writeFile(microphone, await recordCandidate([{ silenceMs: 60_000 }]));
  product = await startShownProduct(microphone);
}, 240_000);

afterAll(async () => {
  await product?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that is heard of a page, and what was to be heard. */
function listenTo(reader: ScreenReader) {
  const heard: string[] = [];
  const expected: string[] = [];
  return {
    heard,
    expected,
    /** Resolves when the last of these phrases was heard, which come next. */
    async until(...phrases: readonly string[]): Promise<void> {
      expected.push(...phrases);
      await eventually(async () => {
        heard.push(...(await reader.heard()));
        expect(heard.at(-1)).toBe(phrases.at(-1));
      }, 20_000);
    },
  };
}

const laterTurn = (number: number, speaker: 'candidate' | 'interviewer', text: string): Fact => ({
  ...{ type: 'transcript.completed', itemId: `item${number}`, previousItemId: `item${number - 1}` },
  ...{ speaker, text, startedAtMs: (number - 1) * 20_000, endedAtMs: (number - 1) * 20_000 + 15_000 },
});

const untilTurns = (page: Page, turns: number) =>
  eventually(async () => expect(await page.getByTestId('transcript-item').count()).toBe(turns), 20_000);

const job = 'Head of Baking at Morning & Sons, 4 requirements, 10 minutes';

describe('a whole call by ear', () => {
  it('tells each state once and in order, and words only while they are asked for', async () => {
    const { context, candidateId } = await product.visitor({ bypassCSP: true });
    const session = await newShownSession(product.parts.store, candidateId, 'phone');
    const page = await context.newPage();
    await page.goto(`${product.url}/sessions/${session.sessionId}`);
    await page.locator('[data-testid="status"][data-phase="configured"]').waitFor();
    const { heard, expected, until } = listenTo(await startScreenReader(page));
    const announceWords = page.getByTestId('announce-words');

    await session.dial();
    await until('polite: Dialling: Your phone will ring in a moment.');
    await session.record({ type: 'call.ringing' });
    await until('polite: Ringing: Pick up your phone.');
    await session.answer();
    await until('polite: Answered: Press 1 on your phone when you are ready.');
    await session.connect();
    await until('polite: Connected: Your interviewer is getting ready, and speaks first.');
    await session.receive();
    await until(`polite: Your interviewer knows: ${job}.`);
    await session.record({ type: 'interview.phase_changed', phase: 'warm_up' });
    await until('polite: Warm-up.');
    // Words are heard in the call itself: of six turns only the one that was not understood is told.
    await session.talk();
    await untilTurns(page, 6);
    await until(
      'polite: Some of what you said could not be written down. It stands as “(not understood)”, and the interview goes on.',
    );
    await session.record({ type: 'interview.phase_changed', phase: 'questions' });
    await until('polite: Questions.');

    await announceWords.click();
    await until('button, Announce words, not pressed');
    expect(await announceWords.getAttribute('aria-pressed')).toBe('true');
    await session.record(laterTurn(7, 'interviewer', 'What would you change first?'));
    await until('polite: Interviewer 2:00 What would you change first?');
    await session.record(laterTurn(8, 'candidate', 'The plan of the ovens.'));
    await until('polite: You 2:20 The plan of the ovens.');

    await announceWords.click();
    expect(await announceWords.getAttribute('aria-pressed')).toBe('false');
    await session.record(laterTurn(9, 'interviewer', 'Thank you. What do you want to know of us?'));
    await untilTurns(page, 9);
    await session.record({ type: 'interview.phase_changed', phase: 'closing' });
    await until('polite: Closing.');
    await session.end('completed');
    await until(
      'heading, Your interview: Head of Baking, level 1',
      'polite: Ended: the interview is complete.',
      'polite: The call is over. This page goes to your report by itself.',
    );

    expect(heard).toEqual(expected);
    await context.close();
  });
});
