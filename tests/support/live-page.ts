import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** The page of a session as its reader sees it. */
export interface ShownTurn {
  itemId: string;
  speaker: string;
  status: string;
  text: string;
}

export const sessionIdOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** All turns from top to bottom, including those in progress. */
async function readTurns(page: Page): Promise<ShownTurn[]> {
  return page.getByTestId('transcript-item').evaluateAll((items) =>
    items.map((item) => ({
      itemId: item.getAttribute('data-item-id') ?? '',
      speaker: item.getAttribute('data-speaker') ?? '',
      status: item.getAttribute('data-status') ?? '',
      text: item.querySelector('[data-words]')?.textContent ?? '',
    })),
  );
}

/** The finished turns, from top to bottom. */
export async function readTranscript(page: Page): Promise<ShownTurn[]> {
  return (await readTurns(page)).filter(({ status }) => status !== 'in_progress');
}

/** Waits until there are enough finished turns and neither side is speaking. */
export function untilTranscript(
  page: Page,
  isEnough: (turns: readonly ShownTurn[]) => boolean,
  withinMs: number,
): Promise<ShownTurn[]> {
  const look = async () => {
    const turns = await readTurns(page);
    if (turns.every(({ status }) => status !== 'in_progress') && isEnough(turns)) return turns;
    throw new Error(`not enough turns that are over: ${JSON.stringify(turns, null, 1)}`);
  };
  return eventually(look, withinMs, 250);
}

/** Waits until at least this many turns are finished and neither side is speaking. */
export function untilTurns(page: Page, count: number, withinMs: number): Promise<ShownTurn[]> {
  return untilTranscript(page, ({ length }) => length >= count, withinMs);
}

/** Waits for the status line. A phase is one of the session's, a status one of the call's. */
export async function untilStatus(
  page: Page,
  wanted: { phase: string } | { status: string },
  withinMs = 30_000,
): Promise<void> {
  const [[name, value] = []] = Object.entries(wanted);
  await page.locator(`[data-testid="status"][data-${name}="${value}"]`).waitFor({ timeout: withinMs });
}

/** Practises again in the middle of an interview, which the page asks about once. */
export async function practiseAgainMidCall(page: Page): Promise<void> {
  await page.getByTestId('practice-again').click();
  await page.getByTestId('practice-again-now').click();
}

/** Clicks "Hang up". Resolves to the times, in epoch ms, of the click and of the page's word "ended". */
export async function hangUp(page: Page): Promise<{ clickedAt: number; endedAt: number }> {
  const times = page.evaluate(
    () =>
      new Promise<{ clickedAt: number; endedAt: number }>((resolve) => {
        const clicked = () => {
          const clickedAt = Date.now();
          const observer = new MutationObserver(() => {
            if (document.querySelector('[data-testid="status"][data-status="ended"]') === null) return;
            observer.disconnect();
            resolve({ clickedAt, endedAt: Date.now() });
          });
          observer.observe(document.body, {
            subtree: true,
            childList: true,
            attributeFilter: ['data-status'],
          });
        };
        document.addEventListener('click', clicked, { capture: true, once: true });
      }),
  );
  await page.getByTestId('hang-up').click();
  return times;
}
