import { devices } from './de/devices.ts';
import { documents } from './de/documents.ts';
import { examples } from './de/examples.ts';
import { home } from './de/home.ts';
import { start } from './de/start.ts';
import type { SetUpWords } from './set-up-words.ts';

/** The words of set-up and of a person's devices, in German. They load with those pages. */
export const deSetUp: SetUpWords = { devices, documents, examples, home, start };
