import { deSetUp } from './de-set-up.ts';
import { enSetUp } from './en-set-up.ts';
import type { Language } from './languages.ts';
import type { SetUpWords } from './set-up-words.ts';

/** Every language, for tests. A page loads the one that it shows (load-words.ts). */
export const setUpCatalogues: Record<Language, SetUpWords> = { en: enSetUp, de: deSetUp };
