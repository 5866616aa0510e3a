import { booking } from './de/booking.ts';
import { call } from './de/call.ts';
import { coach } from './de/coach.ts';
import { form } from './de/form.ts';
import { frame } from './de/frame.ts';
import { live } from './de/live.ts';
import { noSession } from './de/no-session.ts';
import { practice } from './de/practice.ts';
import { problems } from './de/problems.ts';
import { session } from './de/session.ts';
import { study } from './de/study.ts';
import type { Words } from './words.ts';

/** The words of every page, and of a call, in German. */
export const de: Words = {
  booking,
  call,
  coach,
  form,
  frame,
  live,
  noSession,
  practice,
  problems,
  session,
  study,
};
