import { devices } from './de/devices.ts';
import { frame } from './de/frame.ts';
import { noSession } from './de/no-session.ts';
import { practice } from './de/practice.ts';
import { problems } from './de/problems.ts';
import type { Words } from './words.ts';

/** Every word that a page shows, in German. */
export const de: Words = { devices, frame, noSession, practice, problems };
