import type { LapseReason } from '@ringback/shared/contract/bookings';

/** Why a booked call did not ring: what happened, and what to do. */
const lapsed: Record<LapseReason, string> = {
  missed:
    'The service was not running at that time, and a late call is not made up for. Book another one, or start now.',
  switched_off: 'Phone calls were switched off at that time. Try again later, or talk in this browser.',
  number_not_allowed: 'This number may not be called any more. Choose another one, or talk in this browser.',
  verify_first:
    'This phone is not shown to be yours any more. Start one call now: it asks for a code from this page.',
  quiet_hours: 'It was night where that number is. Choose a time by day.',
  limit: 'A limit of calls was reached at that time. Try again later.',
  money: 'The money for calls of that day was used up. Try again tomorrow.',
  busy: 'No interviewer was free at that time. Start now, or book another call.',
  call_under_way: 'Your phone had another call from here at that time. Start now, or book another call.',
  practice_gone: 'The interview that you wanted to practise again is gone. Start a new one.',
  failed: 'Something went wrong on the server. Start now, or book another call.',
};

/** A call for later: the choice of its time, and what becomes of it. */
export const booking = {
  legend: 'When shall your phone ring?',
  now: 'Now',
  nowHint: 'As soon as you press the button.',
  atTime: 'At a time',
  atTimeHint: 'You choose it, up to seven days ahead.',
  surprise: 'Surprise me',
  surpriseHint: (within: string) =>
    `Within the next ${within}. You are not told when, as with a real recruiter.`,
  time: 'Day and time',
  timeHint: (zone: string) => `By the clock of this device: ${zone}.`,
  timeProblems: {
    missing: 'Choose a day and a time.',
    past: 'This time is over. Choose one that is still to come.',
    too_far: 'This is more than seven days ahead. Choose an earlier time.',
  },
  book: 'Book the call',
  waitingTitle: 'Your call is booked',
  waitingAt: (number: string, when: string) => `We call ${number} on ${when}.`,
  waitingSurprise: (number: string, until: string) =>
    `We call ${number} before ${until}. When is the surprise.`,
  subject: (jobTitle: string) => `The interview: ${jobTitle}.`,
  pageMayClose: 'You may close this page. If it is open then, it goes to your interview by itself.',
  cancel: 'Cancel the call',
  cancelling: 'Cancelling …',
  cancelled: 'The call is cancelled. Your phone will not ring.',
  callingTitle: 'Your phone is being called',
  calling: 'Pick up. This page goes to your interview by itself.',
  calledTitle: 'Your phone was called',
  called: (when: string) => `Your booked call was placed on ${when}.`,
  open: 'Open the interview',
  lapsedTitle: 'Your booked call did not take place',
  lapsed,
  lapsedOtherwise: 'No phone has rung. Start now, or book another call.',
  putAside: 'Close this notice',
};
