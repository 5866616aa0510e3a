import { de } from './de.ts';
import { en } from './en.ts';
import type { Language } from './languages.ts';
import type { Words } from './words.ts';

/** Every language, for tests. A page loads the one that it shows (load-words.ts). */
export const catalogues: Record<Language, Words> = { en, de };
