import type { ErasedKind } from '@ringback/shared/contract/deletion-record';

const many = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`;

/** What is erased, in the order in which a person asks for it. */
const kinds: Readonly<Record<ErasedKind, (count: number) => string>> = {
  interviews: (count) =>
    many(count, 'interview, with its job, résumé and plan', 'interviews, each with its job, résumé and plan'),
  transcripts: (count) => many(count, 'transcript', 'transcripts'),
  reports: (count) => many(count, 'report', 'reports'),
  share_links: (count) => `${many(count, 'link', 'links')} by which a coach could watch`,
  coach_notes: (count) => many(count, 'note of a coach', 'notes of coaches'),
  waiting_jobs: (count) =>
    many(count, 'call or report that waits its turn', 'calls or reports that wait their turn'),
  reservations: (count) => `Money held back for ${many(count, 'call', 'calls')}`,
  call_records: (count) => `The phone company’s own record of ${many(count, 'call', 'calls')}`,
  verified_numbers: (count) =>
    `The proof that ${many(count, 'phone number is yours', 'phone numbers are yours')}`,
  limits: (count) => `${many(count, 'counter', 'counters')} of what you used today`,
};

/** What no erasure removes, and why. `docs/privacy.md` has the same list, row by row. */
const alwaysStays: readonly string[] = [
  'A deletion record: its number, the times and these counts. It says nothing about you. You can keep it, and the people who run this site can find it by its number, for one year.',
  'What was spent today, as one sum for all people, so that the day’s limit still holds.',
  'If you asked on the phone never to be called again: the coded number, or it would be called again.',
  'That a coded number was called, for thirty days, without who asked for it. It protects the people who are called.',
  'An empty mark for each interview, so that nothing that arrives late brings it back. It goes away by itself.',
  'Counters of an internet address or a network, for a day at most. They are about all who share it.',
  'How often everything was erased, for an hour, under a number that cannot be traced back to you. It limits how often it can be done.',
  'Counters of the random id that this browser had before its first interview, for a day at most. They do not say whose they were.',
];

const actors: Readonly<Record<string, string>> = {
  candidate: 'the person themselves',
  operator: 'the people who run the site',
  retention: 'the site, because its time was over',
};

/** Erasing, and what it leaves. */
export const erasure = {
  title: 'Erase',
  lead: 'You see first what will be gone. Nothing is erased before you say so there.',
  what: 'What to erase',
  everything: 'Everything of mine',
  eraseEverything: 'Erase everything of mine',
  eraseOne: (job: string) => `Erase the interview “${job}”`,
  see: 'See what would be erased',
  willBeGone: 'This will be gone for good',
  nothingStored: 'Nothing is stored.',
  isAtLeast: 'There are more interviews than could be counted here. All of them go.',
  live: (count: number) =>
    count === 1
      ? 'One interview is under way. It ends first.'
      : `${count} interviews are under way. They end first.`,
  stays: 'This stays, and why',
  looking: 'Looking at what is stored.',
  beingErased: 'Being erased',
  erased: 'Erased',
  goesOn: 'It goes on by itself, also when you close this.',
  recordNumber: (reference: string) => `The number of its deletion record is ${reference}. Keep it.`,
  numberMissing: 'It is erased. The number of its deletion record did not reach this page.',
  keep: 'Keep it',
  eraseNow: 'Erase it for good',
  erasing: 'Erasing …',
  kinds,
  otherKinds: (count: number) => many(count, 'more kind of data', 'more kinds of data'),
  alwaysStays,
  staysWithOthers:
    'What you used today, and the proof that a phone number is yours: they count for your other interviews too. “Everything of mine” removes them.',
  record: 'Deletion record',
  keepNumber: 'Keep the number. The record cannot be found by a name.',
  keepAsText: 'Keep it as text',
  keepAsJson: 'Keep it as JSON',
  number: 'Number',
  scope: 'What',
  ofEverything: 'everything of one person',
  ofOne: 'one interview',
  by: 'Asked for by',
  actors,
  askedAt: 'Asked for',
  erasedAt: 'Erased',
  notErasedYet: 'still under way; it goes on by itself',
  fileRewrittenAt: 'Removed from the server’s file',
  notRewrittenYet: 'not yet; within the hour',
  keptUntil: 'This record is kept until',
  counts: 'Erased were',
  nothingWasThere: 'nothing was there',
};
