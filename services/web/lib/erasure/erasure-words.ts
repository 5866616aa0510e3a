import type { DeletionRecord, ErasedKind, ErasurePreview } from '@ringback/shared/contract/deletion-record';

type Counts = ErasurePreview['counts'];

const many = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`;

/** What is erased, in the order in which a person asks for it. */
const kindWords: Readonly<Record<ErasedKind, (count: number) => string>> = {
  interviews: (count) =>
    many(count, 'interview, with its job, résumé and plan', 'interviews, each with its job, résumé and plan'),
  transcripts: (count) => many(count, 'transcript', 'transcripts'),
  reports: (count) => many(count, 'report', 'reports'),
  share_links: (count) => `${many(count, 'link', 'links')} by which a coach could watch`,
  waiting_jobs: (count) =>
    many(count, 'call or report that waits its turn', 'calls or reports that wait their turn'),
  reservations: (count) => `Money held back for ${many(count, 'call', 'calls')}`,
  call_records: (count) => `The phone company’s own record of ${many(count, 'call', 'calls')}`,
  verified_numbers: (count) =>
    `The proof that ${many(count, 'phone number is yours', 'phone numbers are yours')}`,
  limits: (count) => `${many(count, 'counter', 'counters')} of what you used today`,
};

/** A line for each kind of which there is something; kinds that only a newer server knows are counted together. */
export function toCountLines(counts: Counts): string[] {
  const known = Object.entries(kindWords).flatMap(([kind, toWords]) => {
    const count = counts[kind] ?? 0;
    return count > 0 ? [toWords(count)] : [];
  });
  const others = Object.entries(counts).filter(([kind, count]) => count > 0 && !(kind in kindWords));
  return others.length === 0
    ? known
    : [...known, many(others.length, 'more kind of data', 'more kinds of data')];
}

/** What no erasure removes, and why. `docs/privacy.md` has the same list, row by row. */
const alwaysStays = [
  'A deletion record: its number, the times and these counts. It says nothing about you. You can keep it, and the people who run this site can find it by its number, for one year.',
  'What was spent today, as one sum for all people, so that the day’s limit still holds.',
  'If you asked on the phone never to be called again: the coded number, or it would be called again.',
  'That a coded number was called, for thirty days, without who asked for it. It protects the people who are called.',
  'An empty mark for each interview, so that nothing that arrives late brings it back. It goes away by itself.',
  'Counters of an internet address or a network, for a day at most. They are about all who share it.',
  'How often everything was erased, for an hour, under a number that cannot be traced back to you. It limits how often it can be done.',
  'Counters of the random id that this browser had before its first interview, for a day at most. They do not say whose they were.',
] as const;

const staysWithOthers =
  'What you used today, and the proof that a phone number is yours: they count for your other interviews too. “Everything of mine” removes them.';

/** What is not erased, and why. @param isEverything false: one interview is erased, and the person's others stay. */
export const toStayingLines = (isEverything: boolean): readonly string[] =>
  isEverything ? alwaysStays : [...alwaysStays, staysWithOthers];

const actors: Readonly<Record<string, string>> = {
  candidate: 'the person themselves',
  operator: 'the people who run the site',
  retention: 'the site, because its time was over',
};

const toTime = (at: number | null, none: string) => (at === null ? none : new Date(at).toLocaleString());

/** A deletion record as pairs of a label and its words. */
export function toRecordLines(record: DeletionRecord): [label: string, words: string][] {
  const { reference, scope, by, askedAt, erasedAt, fileRewrittenAt, keptUntil, counts } = record;
  const lines = toCountLines(counts);
  return [
    ['Number', reference],
    ['What', scope === 'everything' ? 'everything of one person' : 'one interview'],
    ['Asked for by', actors[by] ?? by],
    ['Asked for', toTime(askedAt, '')],
    ['Erased', toTime(erasedAt, 'still under way; it goes on by itself')],
    ['Removed from the server’s file', toTime(fileRewrittenAt, 'not yet; within the hour')],
    ['This record is kept until', toTime(keptUntil, '')],
    ['Erased were', lines.length === 0 ? 'nothing was there' : lines.join('; ')],
  ];
}

/** The record as a file that a person can read. */
export function toRecordText(record: DeletionRecord): string {
  const lines = toRecordLines(record).map(([label, words]) => `${label}: ${words}`);
  return ['Deletion record', '', ...lines, ''].join('\n');
}
