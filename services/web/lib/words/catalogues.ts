import { de } from './de.ts';
import { en } from './en.ts';
import type { Language } from './languages.ts';
import type { Words } from './words.ts';

/** For what the server writes, such as titles. A page loads the one language that it shows. */
export const catalogues: Record<Language, Words> = { en, de };
