import type { en } from './en.ts';

/** The catalogue of one language. English defines its keys; another language that lacks one does not compile. */
export type Words = typeof en;
