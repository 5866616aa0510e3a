import { cookies, headers } from 'next/headers';
import { catalogues } from '../lib/words/catalogues.ts';
import { chooseLanguage, type Language, languageCookie } from '../lib/words/languages.ts';
import { moreCatalogues } from '../lib/words/more-catalogues.ts';
import type { MoreWords } from '../lib/words/more-words.ts';
import type { Words } from '../lib/words/words.ts';

/** The language in which the page that is being written is shown. */
export async function readLanguage(): Promise<Language> {
  const [cookie, header] = await Promise.all([cookies(), headers()]);
  return chooseLanguage(cookie.get(languageCookie)?.value, header.get('accept-language'));
}

/** Its words, for titles and pages that the server writes. */
export const readWords = async (): Promise<Words> => catalogues[await readLanguage()];

/** The words of report, history, erasure and operator. */
export const readMoreWords = async (): Promise<MoreWords> => moreCatalogues[await readLanguage()];
