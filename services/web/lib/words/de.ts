import { frame } from './de/frame.ts';
import { problems } from './de/problems.ts';
import type { Words } from './words.ts';

/** Every word that a page shows, in German. */
export const de: Words = { frame, problems };
