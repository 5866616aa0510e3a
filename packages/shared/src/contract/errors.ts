/** The level at which a failure is logged. A person's mistake is not the operator's problem. */
export type ErrorLevel = 'debug' | 'info' | 'warn' | 'error';

interface ErrorMeaning {
  /** For a person: what happened and what to do. */
  message: string;
  retry: boolean;
  level: ErrorLevel;
  httpStatus: number;
  closeCode?: number;
}

const meaning = (httpStatus: number, message: string, rest: Partial<ErrorMeaning> = {}): ErrorMeaning => ({
  message,
  httpStatus,
  retry: false,
  level: 'info',
  ...rest,
});

/** Every error that leaves a service, in one table. A test holds `docs/errors.md` to it. */
export const errorTable = {
  body_malformed: meaning(400, 'The request could not be read. Send JSON.'),
  id_malformed: meaning(400, 'That id is not well-formed.'),
  candidate_unknown: meaning(401, 'Open the page again: your visit is not known here.', { closeCode: 4401 }),
  operator_token_wrong: meaning(401, 'A valid operator token is needed.', { level: 'warn' }),
  origin_not_allowed: meaning(403, 'Requests from this site are not allowed.', { level: 'warn' }),
  signature_invalid: meaning(403, 'The signature is missing or wrong.', { level: 'warn' }),
  verify_first: meaning(
    403,
    'First show that this phone is yours: let it be called, and enter the code that this page gives you.',
  ),
  report_not_shared: meaning(
    403,
    'The report of this interview is not shared with you. Its candidate can change that.',
  ),
  notes_not_allowed: meaning(403, 'This link does not take notes. The candidate can change that.'),
  topics_not_allowed: meaning(403, 'By this link no topic can be suggested. The candidate can change that.'),
  session_not_found: meaning(404, 'There is no such session.', { closeCode: 4404 }),
  share_not_found: meaning(404, 'This link does not work any more. Ask for a new one.', { closeCode: 4401 }),
  note_not_found: meaning(404, 'There is no such note. It may have been deleted already.'),
  device_code_wrong: meaning(
    404,
    'This code does not work: it is mistyped, was used or cancelled, or its ten minutes are over. Make a new one on your other device.',
  ),
  deletion_record_not_found: meaning(
    404,
    'There is no deletion record with this reference. Compare it with your copy; a record is kept for a year.',
  ),
  route_not_found: meaning(404, 'There is nothing at this address.'),
  session_ended: meaning(409, 'This session has ended. Practise again to start a new one.'),
  operation_conflict: meaning(409, 'This operation id was already used for something else.'),
  device_code_early: meaning(
    409,
    'This browser has nothing yet to open on another device. Practise an interview first.',
  ),
  own_interviews: meaning(
    409,
    'This browser has interviews of its own. Say first that they need not be shown here any more.',
  ),
  own_interview_live: meaning(
    409,
    'An interview of this browser is still going on. Hang up first, then enter the code.',
  ),
  own_booking: meaning(409, 'A call is booked from this browser. Cancel it first, then enter the code.'),
  booking_exists: meaning(409, 'A call is booked already. Cancel it first, then book another one.'),
  booking_due: meaning(409, 'This call is being placed now. Hang up, or let it ring.'),
  report_unavailable: meaning(
    409,
    'This session has no report: its interview did not begin, or is not over.',
  ),
  report_under_way: meaning(409, 'The report is being made. It will be here in a moment.', { retry: true }),
  report_reply_refused: meaning(
    409,
    'This cannot be said of the report now: it was said already or too often, or an answer is being written.',
  ),
  topic_refused: meaning(
    409,
    'No topic can be suggested now: another one waits, there were too many, or the interviewer asks no more questions.',
  ),
  practice_unavailable: meaning(
    409,
    'That cannot be practised again: its interview must be over, and its report must have what you chose. Open the report and choose there.',
  ),
  stale: meaning(409, 'The session has moved on. Load it again.', { retry: true }),
  part_expired: meaning(
    410,
    'This part of the session was erased, because the time for which it is kept here has passed.',
  ),
  body_too_large: meaning(413, 'The request is too large.', { closeCode: 1009 }),
  configuration_invalid: meaning(422, 'Some of the job configuration cannot be used; see the details.'),
  request_invalid: meaning(422, 'Some of the request cannot be used; see the details.'),
  finding_unknown: meaning(422, 'This version of the report has no such finding. Load the report again.'),
  finding_not_made: meaning(
    422,
    'This part of the report could not be made, so it says nothing of you that could be unfair. Make the report again instead.',
  ),
  number_invalid: meaning(
    422,
    'That is not a phone number. Use the international form, such as +14155550100.',
  ),
  number_not_allowed: meaning(422, 'This number cannot be called from here.'),
  phone_unavailable: meaning(422, 'Phone calls are switched off here. Talk in this browser instead.'),
  booking_time_invalid: meaning(422, 'Choose a time that is still to come, and at most seven days ahead.'),
  booking_time_quiet: meaning(
    422,
    'At that time it is night where this number is. Choose a time by day. A phone that was shown to be yours is called at any time.',
  ),
  limited: meaning(429, 'Too many requests. Try again in a moment.', { retry: true, closeCode: 4429 }),
  notes_full: meaning(429, 'There is no room for another note here. Delete one first.'),
  report_versions_used: meaning(429, 'This report was made as often as it can be.'),
  call_under_way: meaning(
    429,
    'Your phone has a call from here already. Hang up first, or practise again from its page.',
    { retry: true },
  ),
  session_unreadable: meaning(
    500,
    'What is stored of this session cannot be read any more. Erase it, or practise again.',
    { level: 'warn' },
  ),
  internal: meaning(500, 'Something went wrong on our side. Nothing was changed.', {
    retry: true,
    level: 'error',
  }),
  dialling_disabled: meaning(503, 'Calls are switched off at the moment. Try again later.', { retry: true }),
  interviewers_busy: meaning(
    503,
    'No interviewer is free at the moment. No phone was called. Try again soon.',
    {
      retry: true,
      level: 'warn',
    },
  ),
  store_full: meaning(503, 'There is no room for another session at the moment. Try again later.', {
    retry: true,
    level: 'warn',
  }),
  not_set_up: meaning(
    503,
    'This installation is not set up: its interviewer’s provider refuses it. No phone was called. Tell the person who runs it.',
    { level: 'warn' },
  ),
  store_unavailable: meaning(503, 'The session store cannot be reached. Try again in a moment.', {
    retry: true,
    level: 'warn',
    closeCode: 1013,
  }),
} as const satisfies Record<string, ErrorMeaning>;

export type ErrorCode = keyof typeof errorTable;

/** The only error class: a code from the table, the cause for the log, details for the client. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;
  constructor(code: ErrorCode, options: { cause?: unknown; details?: unknown } = {}) {
    super(errorTable[code].message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
  }
}

export function errorMeaning(code: ErrorCode): ErrorMeaning {
  return errorTable[code];
}
