import { texts as de } from './de/texts.ts';
import { texts as en, type TextWords } from './en/texts.ts';
import type { Language } from './languages.ts';

type TextName = keyof typeof en;

/** The pages to read. No part of the catalogue, so that only the server has them. */
export const textPages: Record<Language, Record<TextName, TextWords>> = { en, de };
