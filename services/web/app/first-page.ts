import { toPageRoute } from '../lib/page-route.ts';
import type { Language } from '../lib/words/languages.ts';
import { loadPage } from './load-page.ts';
import type { ShownPage } from './page-turner.ts';

/** What the server writes, and the browser takes over as it is. The query is left out: see `PageProps`. */
export async function openFirstPage(
  path: string,
  language: Language,
): Promise<ShownPage & { title: string }> {
  const route = toPageRoute(path);
  const { words, ...page } = await loadPage(route.name, language);
  const title = `${page.title} – ${words.frame.productName}`;
  return { route, search: '', language, words, page, title };
}
