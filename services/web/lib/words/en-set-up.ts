import { devices } from './en/devices.ts';
import { documents } from './en/documents.ts';
import { examples } from './en/examples.ts';
import { home } from './en/home.ts';
import { start } from './en/start.ts';

/** The words of set-up and of a person's devices, in English. They load with those pages. */
export const enSetUp = { devices, documents, examples, home, start };
