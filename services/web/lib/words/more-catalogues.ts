import { deMore } from './de-more.ts';
import { enMore } from './en-more.ts';
import type { Language } from './languages.ts';
import type { MoreWords } from './more-words.ts';

/** For titles, which the server writes. A page loads the one language that it shows. */
export const moreCatalogues: Record<Language, MoreWords> = { en: enMore, de: deMore };
