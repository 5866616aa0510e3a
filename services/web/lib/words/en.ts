import { booking } from './en/booking.ts';
import { call } from './en/call.ts';
import { coach } from './en/coach.ts';
import { devices } from './en/devices.ts';
import { documents } from './en/documents.ts';
import { examples } from './en/examples.ts';
import { form } from './en/form.ts';
import { frame } from './en/frame.ts';
import { home } from './en/home.ts';
import { live } from './en/live.ts';
import { noSession } from './en/no-session.ts';
import { practice } from './en/practice.ts';
import { problems } from './en/problems.ts';
import { session } from './en/session.ts';
import { start } from './en/start.ts';
import { study } from './en/study.ts';

/** Every word that a page shows, in English. One part for each part of the product. */
export const en = {
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
