import type { enMore } from './en-more.ts';

/** The catalogue of the pages beside set-up and call, of one language. Set-up and call load without it. */
export type MoreWords = typeof enMore;
