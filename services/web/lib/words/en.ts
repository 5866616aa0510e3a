import { frame } from './en/frame.ts';
import { problems } from './en/problems.ts';

/** Every word that a page shows, in English. One part for each part of the product. */
export const en = { frame, problems };
