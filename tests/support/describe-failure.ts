import type { LaunchedProduct } from './launched-product.ts';
import { readTranscript } from './live-page.ts';
import type { WatchedPage } from './watched-page.ts';

const say = (line: string) => process.stdout.write(`tests: ${line}\n`);

/** What a person would ask for after a failed browser test: the page's own words, and the services' last ones. */
export async function describeFailure(watched: WatchedPage, product: LaunchedProduct): Promise<void> {
  const status = watched.page.getByTestId('status');
  const words = (await status.count()) > 0 ? await status.textContent() : 'none';
  say(`status at the failure: ${words}, after ${(await watched.shownStatuses()).join(', ')}`);
  for (const { speaker, status: how, text } of await readTranscript(watched.page)) {
    say(`transcript: ${speaker} (${how}): ${text}`);
  }
  for (const { line, fields } of watched.debugLines) say(`page: ${line} ${JSON.stringify(fields)}`);
  for (const line of product.lines.slice(-40)) say(line);
}
