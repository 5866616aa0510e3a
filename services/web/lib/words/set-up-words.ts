import type { enSetUp } from './en-set-up.ts';

/** The catalogue of set-up and of a person's devices, of one language. A call loads without it. */
export type SetUpWords = typeof enSetUp;
