import { devices } from './en/devices.ts';
import { frame } from './en/frame.ts';
import { noSession } from './en/no-session.ts';
import { practice } from './en/practice.ts';
import { problems } from './en/problems.ts';

/** Every word that a page shows, in English. One part for each part of the product. */
export const en = { devices, frame, noSession, practice, problems };
