import type { ErrorCode } from '@ringback/shared/contract/errors';
import type { RefusedPractice } from '@ringback/shared/contract/practice';
import { createFormat } from '../format.ts';

const format = createFormat('en');

const codes: Record<ErrorCode, string> = {
  body_malformed: 'The server could not read what this page sent. Nothing was changed. Load the page again.',
  id_malformed: 'This address is not complete. Copy the whole link, or look among your interviews.',
  candidate_unknown: 'The server does not know this browser any more. Load the page again to start afresh.',
  operator_token_wrong: 'This operator token does not fit. Copy it again, whole.',
  origin_not_allowed:
    'The server takes nothing from the address of this page. Tell the person who runs it: the address is missing in its settings.',
  signature_invalid:
    'The server could not trust what this page sent. Nothing was changed. Load the page again.',
  verify_first:
    'First show that this phone is yours: let it be called, and enter the code that this page gives you.',
  report_not_shared:
    'The report of this interview is not shared with you. The person who had the interview can change that.',
  notes_not_allowed:
    'This link takes no notes any more. What you wrote is still in the field: copy it if you need it.',
  topics_not_allowed: 'The candidate does not take topics by this link.',
  session_not_found: 'There is no such interview here. It was erased, or another browser has it.',
  share_not_found: 'This link does not work any more. Ask for a new one.',
  note_not_found: 'There is no such note any more. It was deleted already.',
  device_code_wrong:
    'This code does not work: it is mistyped, was used or cancelled, or its ten minutes are over. Make a new one on your other device.',
  deletion_record_not_found:
    'There is no deletion record with this number. Compare it with your copy; a record is kept for a year.',
  route_not_found:
    'The server does not have what this page asked for. It may be older or newer than the page: load the page again.',
  session_ended: 'This interview is over. Practise again to start a new one.',
  operation_conflict: 'You asked for this twice, in different ways. Load the page again to see what holds.',
  device_code_early: 'There is nothing yet to open on another device. Practise an interview first.',
  own_interviews:
    'This browser has interviews of its own. Say first that they need not be shown here any more.',
  own_interview_live: 'An interview of this browser is still going on. Hang up first, then enter the code.',
  own_booking: 'A call is booked from this browser. Cancel it first, then enter the code.',
  booking_exists: 'A call is booked already. Cancel it first, then book another one.',
  booking_due: 'This call is being placed now, so it cannot be cancelled any more. Hang up, or let it ring.',
  booking_time_invalid:
    'This time is over, or more than seven days ahead. Nothing was booked: choose another one.',
  booking_time_quiet:
    'At that time it is night where this number is. Choose a time by day. A phone that you have shown to be yours is called at any time.',
  report_unavailable: 'There is no report: the interview did not begin, or is not over.',
  report_under_way: 'The report is being made. It will be here in a moment.',
  report_reply_refused:
    'The report does not take this now: it has it already, has had too many, or is writing an answer. What you said before is kept.',
  topic_refused:
    'No topic can be suggested now: another one waits, there were too many, or the interviewer asks no more questions.',
  practice_unavailable:
    'That cannot be practised again. The interview must be over, and its report must have what you chose. Open the report and choose there.',
  stale: 'Something has changed in the meantime, so nothing was done. Look again, then decide.',
  part_expired: 'This part was erased, because the time for which it is kept is over.',
  body_too_large: 'That is more text than can be taken. Nothing was changed. Shorten it.',
  configuration_invalid: 'Some of the job cannot be used. Nothing is lost: look at the fields that say so.',
  request_invalid: 'Some of this cannot be used. Nothing is lost: look at the fields.',
  finding_unknown: 'This version of the report has no such finding. Load the report again.',
  finding_not_made:
    'This part of the report could not be made, so it says nothing of you that could be unfair. Make the report again instead.',
  number_invalid: 'That is not a phone number. Write it with its country, such as +44 20 7946 0018.',
  number_not_allowed: 'This number cannot be called from here. Try another one, or talk in this browser.',
  phone_unavailable: 'Phone calls are switched off here. Talk in this browser instead.',
  limited: 'That was too much at once. Nothing is lost: try again in a moment.',
  notes_full: 'There is no room for another note here. Delete one first.',
  report_versions_used: 'This report was made as often as it can be. The versions that are there stay.',
  call_under_way: 'Your phone has a call from here already. Hang up first, or practise again from its page.',
  session_unreadable:
    'What is stored of this interview cannot be read any more. Erase it, or practise again.',
  internal: 'Something went wrong on the server. Nothing was changed. Try again in a moment.',
  dialling_disabled: 'No phones are called at the moment. Talk in this browser, or try again later.',
  interviewers_busy: 'No interviewer is free at the moment. No phone was called. Try again soon.',
  store_full:
    'There is no room for another interview at the moment. What you typed is kept. Try again later.',
  not_set_up:
    'This installation is not set up: the provider of its interviewer refuses it. No phone was called. Tell the person who runs it.',
  store_unavailable:
    'The server cannot reach what it has stored. What you typed is kept. Try again in a moment.',
};

const refusedPractices: Record<RefusedPractice, string> = {
  not_over: 'That interview is not over. End its call first, and wait for its report.',
  no_report: 'That interview has no report. Have it made, or practise the whole interview again.',
  no_question: 'That report has no such question. Choose one that it shows.',
  no_levels: 'Nothing in that report is weaker than the rest. Choose another way to practise.',
  no_plan: 'This interview has no plan to repeat. Choose another way to practise.',
  unreadable: 'That interview cannot be read any more, so it cannot be practised again.',
};

/** What the page says of a failure, by the code of `contract/errors.ts`: what happened, what was kept, what to do. */
export const problems = {
  codes,
  refusedPractices,
  unreachable: 'The server cannot be reached. Nothing here is lost. Check the connection and try again.',
  unreadable: 'The server gave an answer that this page does not understand. Load the page again.',
  general: 'Something went wrong, and nothing was changed. Try again in a moment.',
  limitedMinutes: (minutes: number) =>
    `A limit is reached. Nothing is lost: try again in ${format.minutes(minutes)}.`,
  limitedHours: (hours: number) =>
    `A limit is reached. Nothing is lost: try again in ${format.hours(hours)}.`,
  /** Of one field of a form, by its label. */
  fieldNeeded: (label: string) => `${label} is needed.`,
  fieldTooLong: (label: string, most: number) =>
    `${label} is too long: ${format.number(most)} characters at most.`,
  fieldUnusable: (label: string) => `${label} cannot be used like this. Choose or write something else.`,
};
