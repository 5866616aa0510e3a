import { booking } from './de/booking.ts';
import { call } from './de/call.ts';
import { coach } from './de/coach.ts';
import { devices } from './de/devices.ts';
import { documents } from './de/documents.ts';
import { examples } from './de/examples.ts';
import { form } from './de/form.ts';
import { frame } from './de/frame.ts';
import { home } from './de/home.ts';
import { live } from './de/live.ts';
import { noSession } from './de/no-session.ts';
import { practice } from './de/practice.ts';
import { problems } from './de/problems.ts';
import { session } from './de/session.ts';
import { start } from './de/start.ts';
import { study } from './de/study.ts';
import type { Words } from './words.ts';

/** Every word that a page shows, in German. */
export const de: Words = {
  booking,
  call,
  coach,
  devices,
  documents,
  examples,
  form,
  frame,
  home,
  live,
  noSession,
  practice,
  problems,
  session,
  start,
  study,
};
