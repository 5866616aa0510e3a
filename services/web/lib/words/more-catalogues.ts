import { deMore } from './de-more.ts';
import { enMore } from './en-more.ts';
import type { Language } from './languages.ts';
import type { MoreWords } from './more-words.ts';

/** Every language, for tests. A page loads the one that it shows (load-words.ts). */
export const moreCatalogues: Record<Language, MoreWords> = { en: enMore, de: deMore };
