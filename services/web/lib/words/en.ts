import { booking } from './en/booking.ts';
import { call } from './en/call.ts';
import { coach } from './en/coach.ts';
import { form } from './en/form.ts';
import { frame } from './en/frame.ts';
import { live } from './en/live.ts';
import { noSession } from './en/no-session.ts';
import { practice } from './en/practice.ts';
import { problems } from './en/problems.ts';
import { session } from './en/session.ts';
import { study } from './en/study.ts';

/** The words of every page, and of a call, in English. One part for each part of the product. */
export const en = {
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
